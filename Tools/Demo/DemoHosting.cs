using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Tools.Demo.Crowd;
using SocialCommerce.Tools.Demo.Images;

namespace SocialCommerce.Tools.Demo;

/// <summary>Adds the demo shop to the one process.</summary>
internal static class DemoHosting
{
    public static void AddDemoShop(this WebApplicationBuilder builder, DemoShopOptions options)
    {
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<DemoSeeder>();
        builder.Services.AddSingleton<CrowdDirector>();
        builder.Services.AddSingleton<DemoShop>();

        // After the silo, whose grains it speaks to, and before the web server, which starts last.
        builder.Services.AddHostedService(provider => provider.GetRequiredService<DemoShop>());
    }

    public static void MapDemoShop(this WebApplication app) => app.MapDemoImages();
}
