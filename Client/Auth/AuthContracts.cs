namespace SocialCommerce.Client.Auth;

/// <summary>What a client holds after signing in. ExpiresIn is the access token's life in seconds.</summary>
public sealed record Tokens(
    string UserId, string AccessToken, string RefreshToken, int ExpiresIn, IReadOnlyList<string>? Roles = null)
{
    /// <summary>Keeps the tokens out of logs.</summary>
    public override string ToString() => $"Tokens {{ UserId = {UserId} }}";
}

public sealed record Me(string UserId, string UserName, string DisplayName, IReadOnlyList<string> Roles);

public sealed record SocketTicket(string Ticket, int ExpiresIn)
{
    /// <summary>Keeps the ticket out of logs.</summary>
    public override string ToString() => "SocketTicket";
}
