using System.Net;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Operations;

/// <summary>Orleans' own dashboard is for operators, whose browser brings a cookie and no header.</summary>
public sealed class SiloDashboardTests(TestHost host) : IClassFixture<TestHost>
{
    private const string Door = "/api/v1/operations/dashboard";
    private const string Dashboard = "/orleans/";

    [Fact]
    public async Task Dashboard_WithTheCookieOfAnOperator_Answers()
    {
        using var http = host.CreateHttp((await host.SignInAsync(Roles.Operator)).Tokens!.AccessToken);
        using var opened = await http.PostAsync(Door, null);
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"));

        using var browser = host.CreateHttp();
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        using var page = await browser.GetAsync(Dashboard);

        Assert.Equal(HttpStatusCode.NoContent, opened.StatusCode);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/orleans", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Dashboard_ForNobodyKnown_IsRefused()
    {
        using var http = host.CreateHttp();

        using var page = await http.GetAsync(Dashboard);
        using var opened = await http.PostAsync(Door, null);

        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, opened.StatusCode);
    }

    [Fact]
    public async Task Dashboard_ForAShopper_IsForbidden()
    {
        var token = (await host.SignInAsync()).Tokens!.AccessToken;
        using var http = host.CreateHttp(token);
        using var opened = await http.PostAsync(Door, null);
        using var browser = host.CreateHttp();
        browser.DefaultRequestHeaders.Add("Cookie", $"sc_dashboard={token}");
        using var page = await browser.GetAsync(Dashboard);

        Assert.Equal(HttpStatusCode.Forbidden, opened.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
    }
}
