using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Silo.Hosting;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Hosting;

/// <summary>The whole system in this process: silo with its SQLite store, Api on a free port. Nothing is faked.</summary>
public sealed class TestHost : IAsyncLifetime
{
    public const string Password = "correct horse 7 battery";

    private readonly Dictionary<string, string?> _settings;
    private readonly string _directory = Directory.CreateTempSubdirectory("social-commerce-api-").FullName;
    private readonly Action<IServiceCollection>? _configure;
    private int _users;
    private WebApplication? _app;
    private SecondSilo? _second;

    public TestHost()
        : this([])
    {
    }

    /// <param name="settings">In place of those of production.</param>
    /// <param name="configure">Services in place of, or beside, those of production; on every silo.</param>
    internal TestHost(Dictionary<string, string?> settings, Action<IServiceCollection>? configure = null)
    {
        _settings = settings;
        _configure = configure;
    }

    public Uri Address { get; private set; } = new("http://localhost");

    public LogCollector Logs { get; } = new();

    public IServiceProvider Services => _app!.Services;

    public async Task InitializeAsync()
    {
        _second = await SecondSilo.PrepareAsync(_directory);
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(Logs);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Store:DataDirectory"] = _directory,
            ["RateLimits:AuthRequestsPerMinute"] = "100000",
            ["RateLimits:UserRequestsPerSecond"] = "100000",
            ["RateLimits:UserBurst"] = "100000",
        });
        builder.Configuration.AddInMemoryCollection(_second.Settings);
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.AddSocialCommerceSilo();
        builder.AddSocialCommerceApi();
        _configure?.Invoke(builder.Services);
        _app = builder.Build();
        _app.MapSocialCommerceApi();
        _app.MapSiloDashboard();
        await _app.StartAsync();
        await _second.StartAsync(second =>
        {
            second.Configuration.AddInMemoryCollection(_settings);
            _configure?.Invoke(second.Services);
        });
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.First());
    }

    public async Task DisposeAsync()
    {
        await _second!.DisposeAsync();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    public SocialCommerceClient CreateClient() => new(Address);

    public HttpClient CreateHttp(string? accessToken = null)
    {
        var http = new HttpClient { BaseAddress = Address };
        if (accessToken is not null)
        {
            http.DefaultRequestHeaders.Authorization = new("Bearer", accessToken);
        }

        return http;
    }

    /// <summary>A new user, signed in. Made in process, with exactly these roles.</summary>
    public async Task<SocialCommerceClient> SignInAsync(params string[] roles)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"user{Interlocked.Increment(ref _users)}");
        var accounts = Services.GetRequiredService<AccountService>();
        var result = await accounts.RegisterAsync(name, Password, $"User {name}", [Roles.Shopper, .. roles]);
        Assert.Equal(AccountStatus.Done, result.Status);

        // Signing in by password would hash it a second time, which is most of what a test would then take.
        var caller = new Caller(result.UserId!, name, $"User {name}", $"s_test_{name}");
        var tokens = await Services.GetRequiredService<SessionService>().StartAsync(caller, result.Roles!.Value, default);
        var client = CreateClient();
        client.Tokens = new Client.Auth.Tokens(tokens.UserId, tokens.AccessToken, tokens.RefreshToken, tokens.ExpiresIn, tokens.Roles);
        return client;
    }
}
