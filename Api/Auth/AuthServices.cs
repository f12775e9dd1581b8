using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Auth;

/// <summary>Registers who may call: bearer tokens everywhere, tickets for sockets.</summary>
internal static class AuthServices
{
    private const string SelectingScheme = "Api";

    /// <summary>The same token, from the cookie that only the silos' dashboard gets.</summary>
    private const string DashboardScheme = "Dashboard";

    public static IServiceCollection AddAuth(this IServiceCollection services)
    {
        services.AddOptions<AuthOptions>()
            .BindConfiguration(AuthOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<SigningKey>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<PasswordHasher>();
        services.AddSingleton<SignInBackOff>();
        services.AddSingleton<SessionGate>();
        services.AddSingleton<SessionService>();
        services.AddSingleton<SocketTickets>();
        services.AddSingleton(provider => new AccountService(
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<PasswordHasher>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SeededAccounts(
            provider.GetRequiredService<AccountService>(),
            provider.GetRequiredService<SessionService>(),
            provider.GetRequiredService<IOptions<AuthOptions>>()));
        return services.AddSchemes();
    }

    private static IServiceCollection AddSchemes(this IServiceCollection services)
    {
        services.AddAuthentication(SelectingScheme)
            .AddPolicyScheme(SelectingScheme, displayName: null, scheme => scheme.ForwardDefaultSelector = SelectScheme)
            .AddScheme<AuthenticationSchemeOptions, SocketTicketHandler>(SocketTicketHandler.SchemeName, configureOptions: null)
            .AddJwtBearer()
            .AddJwtBearer(DashboardScheme, _ => { });
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<AccessTokens>((bearer, tokens) => Configure(bearer, tokens));
        services.AddOptions<JwtBearerOptions>(DashboardScheme)
            .Configure<AccessTokens>((bearer, tokens) =>
            {
                Configure(bearer, tokens);
                bearer.Events.OnMessageReceived = static context =>
                {
                    context.Token = context.Request.Cookies[SiloDashboardAccess.CookieName];
                    return Task.CompletedTask;
                };
            });
        services.AddAuthorizationBuilder()
            .AddPolicy(Roles.Merchant, policy => policy.RequireRole(Roles.Merchant))
            .AddPolicy(Roles.Operator, policy => policy.RequireRole(Roles.Operator));
        return services;
    }

    private static void Configure(JwtBearerOptions bearer, AccessTokens tokens)
    {
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters = tokens.Validation();
        bearer.IncludeErrorDetails = false;
        bearer.Events = new JwtBearerEvents { OnTokenValidated = CheckSessionAsync };
    }

    private static string SelectScheme(HttpContext context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments(SiloDashboardAccess.Path, StringComparison.Ordinal))
        {
            return DashboardScheme;
        }

        return path.StartsWithSegments("/hubs", StringComparison.Ordinal)
            && context.Request.Query.ContainsKey(SocketTicketHandler.QueryName)
                ? SocketTicketHandler.SchemeName
                : JwtBearerDefaults.AuthenticationScheme;
    }

    /// <summary>A token is only as good as its session, and its roles only as good as the account's now.</summary>
    private static async Task CheckSessionAsync(TokenValidatedContext context)
    {
        var gate = context.HttpContext.RequestServices.GetRequiredService<SessionGate>();
        var identity = (ClaimsIdentity)context.Principal!.Identity!;
        if (identity.FindFirst(ClaimNames.SessionId)?.Value is not { } sessionId
            || identity.Name is not { } userName
            || !await gate.IsActiveAsync(sessionId))
        {
            context.Fail("The session has ended.");
            return;
        }

        var roles = await gate.GetRolesAsync(userName);
        foreach (var stale in identity.FindAll(ClaimNames.Roles).ToList())
        {
            identity.RemoveClaim(stale);
        }

        identity.AddClaims(roles.Select(role => new Claim(ClaimNames.Roles, role)));
    }
}
