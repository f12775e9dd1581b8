using System.Globalization;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Tools.Replay;

/// <summary>One line of a stream: <c>user,item,timestamp[,kind][,value]</c>.</summary>
internal sealed record ReplayEvent(
    long Line, string UserId, string ProductId, DateTimeOffset At, InteractionKind Kind, double? Value)
{
    public const string Header = "user,item,timestamp";

    /// <summary>Answers the event, or what is wrong with the line.</summary>
    public static (ReplayEvent? Event, string? Problem) Parse(long line, string text)
    {
        var fields = text.Split(',');
        if (fields.Length is < 3 or > 5)
        {
            return (null, $"expected user,item,timestamp[,kind][,value], found {fields.Length} fields");
        }

        var user = fields[0].Trim();
        var item = fields[1].Trim();
        if (!Ids.IsValid(user) || !Ids.IsValid(item))
        {
            return (null, "user and item must be 1 to 64 letters, digits or - _ . :");
        }

        if (ParseTime(fields[2].Trim()) is not { } at)
        {
            return (null, "the timestamp must be seconds since 1970 or an RFC 3339 time");
        }

        return ParseRest(line, user, item, at, fields);
    }

    private static (ReplayEvent? Event, string? Problem) ParseRest(
        long line, string user, string item, DateTimeOffset at, string[] fields)
    {
        var kind = InteractionKind.Click;
        if (fields.Length > 3 && fields[3].Trim() is { Length: > 0 } name
            && (!Enum.TryParse(name, ignoreCase: true, out kind) || kind == InteractionKind.Unknown || char.IsAsciiDigit(name[0])))
        {
            return (null, "the kind is not known");
        }

        double? value = null;
        if (fields.Length > 4 && fields[4].Trim() is { Length: > 0 } number)
        {
            if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed))
            {
                return (null, "the value must be a number");
            }

            value = parsed;
        }

        var errors = InteractionLimits.Check(new Interaction("1", item, kind, at, Value: value));
        return errors.Length > 0
            ? (null, $"{errors[0].Field} {errors[0].Message}")
            : (new ReplayEvent(line, user, item, at, kind, value), null);
    }

    private static DateTimeOffset? ParseTime(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds is >= 0 and < 253_402_300_800 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
