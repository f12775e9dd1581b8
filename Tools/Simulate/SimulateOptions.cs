namespace SocialCommerce.Tools.Simulate;

/// <summary>How big the crowd is, and what it does.</summary>
/// <param name="RoomId">Null: the first live room of the server.</param>
/// <param name="SocketsPerAccount">At most the server's Live:ConnectionsPerUserMax.</param>
internal sealed record SimulateOptions(
    Uri Url,
    int Viewers,
    TimeSpan Duration,
    double CommentsPerSecond,
    string? RoomId,
    int SocketsPerAccount,
    string Password,
    bool IsJson);
