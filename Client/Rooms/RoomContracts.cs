using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Rooms;

public sealed record NewRoom(string Title, IReadOnlyList<string> ProductIds, string? PlaybackUrl = null, DateTimeOffset? StartsAt = null);

/// <summary>A room. Status: scheduled, rehearsal, live, paused, ended or replay.</summary>
public sealed record Room(
    string RoomId,
    string Title,
    string HostId,
    string HostName,
    string Status,
    int Viewers,
    IReadOnlyList<string> ProductIds,
    IReadOnlyList<Pin> Pins,
    string? PlaybackUrl,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    DateTimeOffset? StartsAt = null);

public sealed record Pin(string ProductId, string Title, Money Price, string? ImageUrl, DateTimeOffset PinnedAt);

public enum RoomStep
{
    Unknown = 0,
    Start = 1,
    Pause = 2,
    End = 3,
    Rehearse = 4,
    CancelRehearsal = 5,
    Resume = 6,
    PublishReplay = 7,
}
