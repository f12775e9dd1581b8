using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Communities;
using SocialCommerce.Api.Experiments;
using SocialCommerce.Api.Hosting;
using SocialCommerce.Api.Interactions;
using SocialCommerce.Api.Inventory;
using SocialCommerce.Api.Marketing;
using SocialCommerce.Api.Operations.Cluster;
using SocialCommerce.Api.Operations.Webhooks;
using SocialCommerce.Api.Orders;
using SocialCommerce.Api.Orders.Carts;
using SocialCommerce.Api.Orders.Pricing;
using SocialCommerce.Api.Products;
using SocialCommerce.Api.Recommendations;
using SocialCommerce.Api.Rooms;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Api.Rooms.Selling;
using SocialCommerce.Api.Search;
using SocialCommerce.Api.Social;

namespace SocialCommerce.Api;

/// <summary>
/// The public contract as a library: a host that has an <see cref="IGrainFactory"/>, be it a silo in the same process or
/// a cluster client, adds this and serves it.
/// </summary>
public static class SocialCommerceApi
{
    private const int RequestBodyBytesMax = 32 * 1024;

    public static WebApplicationBuilder AddSocialCommerceApi(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBodyBytesMax;
        });

        // The host's own request log writes whole addresses, and with them the tickets of sockets.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);

        var services = builder.Services;
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<RehearsalGuard>();
        services.AddSingleton<Tracking>();
        services.AddAuth().AddRateLimits().AddHealth().AddOpenApiDocument().AddLive().AddClusterWatch();
        return builder;
    }

    public static WebApplication MapSocialCommerceApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseSecurityHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ApiProblem.Busy().ExecuteAsync });
        app.UseStatusProblems();
        app.UseWebFiles();
        app.UseRouting();
        app.UseHubOriginCheck();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<IdempotencyMiddleware>();
        app.UseWebPages();
        MapEndpoints(app);
        return app;
    }

    private static void MapEndpoints(WebApplication app)
    {
        var api = app.MapGroup("/api/v1").AddEndpointFilter<RouteGroupBuilder, RouteIds>();
        api.MapAuth();
        api.MapAccounts();
        api.MapProducts();
        api.MapStock();
        api.MapQuotes();
        api.MapPromotions();
        api.MapCarts();
        api.MapSearch();
        api.MapInteractions();
        api.MapSuggestions();
        api.MapTaste();
        api.MapRecommendationInsight();
        api.MapModels();
        api.MapInspection();
        api.MapRooms();
        api.MapOwnVouchers();
        api.MapOrders();
        api.MapSales();
        api.MapSellerFigures();
        api.MapSellers();
        api.MapGroupOffers();
        api.MapGroups();
        api.MapSocial();
        api.MapBlocks();
        api.MapVisibility();
        api.MapActivity();
        api.MapExperiments();
        api.MapPayments();
        api.MapWebhooks();
        api.MapDemo();
        app.MapHealth();
        app.MapLive();
        app.MapClusterWatch();
        app.MapOpenApi().AllowAnonymous();
    }
}
