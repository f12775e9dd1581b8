namespace SocialCommerce.Grains.Users;

/// <summary>One sign-in. An empty hash means that it ended or never began.</summary>
[GenerateSerializer, Alias("sc.SessionState")]
internal sealed record SessionState
{
    [Id(0)]
    public string UserId { get; set; } = string.Empty;

    [Id(1)]
    public string UserName { get; set; } = string.Empty;

    [Id(2)]
    public string TokenHash { get; set; } = string.Empty;

    /// <summary>Hash of the token before the current one: its use ends the session.</summary>
    [Id(3)]
    public string PreviousTokenHash { get; set; } = string.Empty;

    [Id(4)]
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Keeps the hashes out of logs.</summary>
    public override string ToString() => $"SessionState {{ UserId = {UserId} }}";
}
