namespace SocialCommerce.Grains.Interfaces.Rooms.Video;

/// <param name="Kind">Unknown: told by the address.</param>
/// <param name="AutoStart">Whether a scheduled room opens when its video starts.</param>
/// <param name="OnStop">Unknown leaves it; a room pauses unless its host chose otherwise.</param>
[GenerateSerializer, Immutable, Alias("sc.SetVideo")]
public sealed record SetVideo(
    [property: Id(0)] string UserId,
    [property: Id(1)] string? PlaybackUrl,
    [property: Id(2)] PlaybackKind Kind,
    [property: Id(3)] bool? AutoStart,
    [property: Id(4)] VideoStopAction OnStop);

/// <summary>A call of a video provider, as it came.</summary>
/// <param name="HookId">The provider's id of the message; a repetition counts once.</param>
/// <param name="Timestamp">Seconds since 1970 UTC at which the message was signed.</param>
/// <param name="Signature">Of the form "v1,base64", several with spaces between them.</param>
/// <param name="Body">The signed bytes.</param>
/// <param name="At">When it happened; older news than the last is left out.</param>
[GenerateSerializer, Immutable, Alias("sc.VideoHook")]
public sealed record VideoHook(
    [property: Id(0)] string HookId,
    [property: Id(1)] long Timestamp,
    [property: Id(2)] string Signature,
    [property: Id(3)] ImmutableArray<byte> Body,
    [property: Id(4)] VideoSignal Signal,
    [property: Id(5)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("sc.VideoHookResult")]
public sealed record VideoHookResult([property: Id(0)] VideoHookOutcome Outcome);

[GenerateSerializer, Alias("sc.VideoHookOutcome")]
public enum VideoHookOutcome
{
    Unknown = 0,
    Applied = 1,

    /// <summary>Known already, overtaken by later news, or of a room that is over.</summary>
    Ignored = 2,
    NotFound = 3,

    /// <summary>Not signed with the room's secret, or too long ago.</summary>
    BadSignature = 4,
    TooMany = 5,
}

/// <summary>Bounds of what a video provider may send.</summary>
public static class VideoLimits
{
    public const int SecretBytes = 32;

    public const int HookBytesMax = 4 * 1_024;

    /// <summary>Hooks of one room within <see cref="WebhookSignature.AgeMax"/> on either side.</summary>
    public const int HooksMax = 1_000;

    public static ImmutableArray<FieldError> Check(SetVideo command) => new FieldChecks()
        .Add(!RoomLimits.IsPlaybackUrl(command.PlaybackUrl), "playbackUrl", "must be an http(s) or site-relative address")
        .Add(!Enum.IsDefined(command.Kind), "kind", "is not a known kind")
        .Add(!Enum.IsDefined(command.OnStop), "onStop", "is not a known action")
        .Errors;

    /// <summary>How an address is played when nobody says.</summary>
    public static PlaybackKind KindOf(string? playbackUrl)
    {
        if (playbackUrl is null)
        {
            return PlaybackKind.Unknown;
        }

        var path = playbackUrl.Split('?', '#')[0].TrimEnd('/');
        return path switch
        {
            _ when path.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase) => PlaybackKind.Hls,
            _ when path.EndsWith("whep", StringComparison.OrdinalIgnoreCase) => PlaybackKind.Whep,
            _ => PlaybackKind.File,
        };
    }
}
