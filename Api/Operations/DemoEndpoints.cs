namespace SocialCommerce.Api.Operations;

/// <summary>Tells the sign-in page of a demo shop which accounts it may offer.</summary>
internal static class DemoEndpoints
{
    public static void MapDemo(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/demo", GetAccounts).WithName("GetDemoAccounts").WithTags("Operations").AllowAnonymous();

    private static Results<Ok<DemoResponse>, ApiProblem> GetAccounts(IConfiguration configuration)
    {
        var accounts = configuration.GetSection(DemoOptions.SectionName).Get<DemoOptions>()?.Accounts ?? [];
        return accounts.Count == 0 ? ApiProblem.NotFound() : TypedResults.Ok(new DemoResponse(accounts));
    }
}

internal sealed record DemoResponse(IReadOnlyList<DemoAccount> Accounts);

/// <summary>Set by the host when it filled the store with the demo shop.</summary>
internal sealed class DemoOptions
{
    public const string SectionName = "Demo";

    public List<DemoAccount> Accounts { get; set; } = [];
}

internal sealed class DemoAccount
{
    public string UserName { get; set; } = string.Empty;

    public string Password { get; set; } = string.Empty;
}
