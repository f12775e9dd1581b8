namespace SocialCommerce.Grains.Users;

/// <summary>What is stored of an account. An empty user id means that nobody has the name.</summary>
[GenerateSerializer, Alias("sc.AccountState")]
internal sealed record AccountState
{
    [Id(0)]
    public string UserId { get; set; } = string.Empty;

    [Id(1)]
    public string UserName { get; set; } = string.Empty;

    [Id(2)]
    public string DisplayName { get; set; } = string.Empty;

    [Id(3)]
    public string PasswordHash { get; set; } = string.Empty;

    [Id(4)]
    public ImmutableArray<string> Roles { get; set; } = [];

    [Id(5)]
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Keeps the hash out of logs.</summary>
    public override string ToString() => $"AccountState {{ UserId = {UserId} }}";
}
