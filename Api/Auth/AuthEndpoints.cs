using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Auth;

internal static class AuthEndpoints
{
    public static void MapAuth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/auth").WithTags("Auth").RequireRateLimiting(RateLimits.Auth);
        group.MapPost("/register", RegisterAsync).WithName("Register").AllowAnonymous();
        group.MapPost("/login", SignInAsync).WithName("SignIn").AllowAnonymous();
        group.MapPost("/refresh", RefreshAsync).WithName("Refresh").AllowAnonymous();

        var signedIn = routes.MapGroup("/auth").WithTags("Auth").RequireAuthorization();
        signedIn.MapPost("/logout", SignOutAsync).WithName("SignOut");
        signedIn.MapPost("/ticket", IssueTicketAsync).WithName("IssueTicket");
    }

    private static async Task<Results<Created<TokenResponse>, ApiProblem>> RegisterAsync(
        RegisterRequest request,
        AccountService accounts,
        SessionService sessions,
        CancellationToken cancellationToken)
    {
        var result = await accounts.RegisterAsync(
            request.UserName, request.Password, request.DisplayName, cancellationToken: cancellationToken);
        if (result.Status != AccountStatus.Done)
        {
            return Refuse(result);
        }

        var caller = new Caller(result.UserId!, request.UserName!, request.DisplayName!, NewId.Session());
        var tokens = await sessions.StartAsync(caller, result.Roles!.Value, cancellationToken);
        return TypedResults.Created($"/api/v1/users/{caller.UserId}", tokens);
    }

    private static ApiProblem Refuse(AccountResult result) => result.Status switch
    {
        AccountStatus.Invalid => ApiProblem.Invalid(result.Errors!.Value),
        AccountStatus.NameTaken => ApiProblem.Conflict(ProblemCodes.NameTaken, "Somebody has this name."),
        AccountStatus.Busy => ApiProblem.TooMany(ProblemCodes.RateLimited, TimeSpan.FromSeconds(2)),
        _ => throw new InvalidOperationException($"Unexpected account status {result.Status}."),
    };

    private static async Task<Results<Ok<TokenResponse>, ApiProblem>> SignInAsync(
        SignInRequest request, HttpContext context, SessionService sessions, CancellationToken cancellationToken)
    {
        var errors = CheckSignIn(request);
        if (!errors.IsEmpty)
        {
            return ApiProblem.Invalid(errors);
        }

        var address = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        var result = await sessions.SignInAsync(request.UserName!, request.Password!, address, cancellationToken);
        return result.Status switch
        {
            SignInStatus.Done => TypedResults.Ok(result.Tokens!),
            SignInStatus.Refused => new ApiProblem(
                StatusCodes.Status401Unauthorized, ProblemCodes.InvalidCredentials, "User name or password is wrong."),
            SignInStatus.TooManyAttempts => ApiProblem.TooMany(ProblemCodes.TooManyAttempts, result.RetryAfter!.Value),
            SignInStatus.Busy => ApiProblem.TooMany(ProblemCodes.RateLimited, TimeSpan.FromSeconds(2)),
            _ => throw new InvalidOperationException($"Unexpected sign-in status {result.Status}."),
        };
    }

    // Bounds only: whether such a name or password can exist is not told apart from a wrong one.
    private static ImmutableArray<FieldError> CheckSignIn(SignInRequest request) => new FieldChecks()
        .Id(request.UserName, "userName")
        .Add(request.Password is not { Length: > 0 and <= 2 * UserLimits.PasswordMax }, "password", "must not be empty or too long")
        .Errors;

    private static async Task<Results<Ok<TokenResponse>, ApiProblem>> RefreshAsync(
        RefreshRequest request, SessionService sessions, CancellationToken cancellationToken)
    {
        var tokens = RefreshToken.Parse(request.RefreshToken) is { } token
            ? await sessions.RefreshAsync(token, cancellationToken)
            : null;
        return tokens is null
            ? new ApiProblem(StatusCodes.Status401Unauthorized, ProblemCodes.InvalidCredentials, "Sign in again.")
            : TypedResults.Ok(tokens);
    }

    private static async Task<NoContent> SignOutAsync(
        ClaimsPrincipal user, SessionService sessions, CancellationToken cancellationToken)
    {
        await sessions.SignOutAsync(Caller.Of(user).SessionId, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<TicketResponse>, ApiProblem>> IssueTicketAsync(
        string? hub, HttpContext context, SocketTickets tickets, CancellationToken cancellationToken)
    {
        if (SocketTickets.PathOf(hub) is not { } path)
        {
            return ApiProblem.Invalid("hub", "must be live or operations");
        }

        var authenticated = await context.AuthenticateAsync();
        var endsAt = authenticated.Properties?.ExpiresUtc
            ?? throw new InvalidOperationException("An access token without an end was accepted.");
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(
            await tickets.IssueAsync(Caller.Of(context.User), path, endsAt, cancellationToken));
    }
}

internal sealed record RegisterRequest(string? UserName, string? Password, string? DisplayName)
{
    /// <summary>Keeps the password out of logs.</summary>
    public override string ToString() => $"RegisterRequest {{ UserName = {UserName} }}";
}

internal sealed record SignInRequest(string? UserName, string? Password)
{
    /// <summary>Keeps the password out of logs.</summary>
    public override string ToString() => $"SignInRequest {{ UserName = {UserName} }}";
}

internal sealed record RefreshRequest(string? RefreshToken)
{
    /// <summary>Keeps the token out of logs.</summary>
    public override string ToString() => "RefreshRequest";
}
