namespace SocialCommerce.Api.Tests.Rooms.Hostile;

/// <summary>JSON values that a member of a request was never meant to have.</summary>
internal static class HostileValues
{
    /// <summary>Deeper, and SignalR itself refuses the frame.</summary>
    private const int NestingMax = 55;

    /// <summary>So that a request of several stays below the limit of a frame, which closes the connection.</summary>
    private const int ValueBytesMax = 500;

    private static readonly string[] Fixed =
    [
        "null", "true", "0", "-1", "2147483648", "9223372036854775808", "-9223372036854775809", "1e400", "-0.0", "1.5",
        "\"\"", "\"NaN\"", "\"__proto__\"", "[]", "{}", "[[]]", "[null]", "{\"$type\":\"System.IO.FileInfo\"}",
        "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"\\u0000\"", "\"\\u202e\\u2066\"", "\"../../etc/passwd\"",
        "\"' OR 1=1 --\"", "\"<script>alert(1)</script>\"", "\"%s%n%x\"", "\"\\r\\nSet-Cookie: a=b\"", "\"r_\\u0000\"",
        "{\"a\":1,\"a\":2}", "18446744073709551616", "1E+2147483647", "\"0x10\"", "\"1970-01-01T00:00:00Z\"",
    ];

    public static string Next(Random random) => random.Next(10) switch
    {
        < 7 => Fixed[random.Next(Fixed.Length)],
        7 => $"\"{new string((char)random.Next('a', 'z'), random.Next(1, ValueBytesMax))}\"",
        8 => Nest(random.Next(1, NestingMax)),
        _ => $"[{string.Join(',', Enumerable.Repeat("1", random.Next(1, ValueBytesMax / 2)))}]",
    };

    private static string Nest(int depth) => new string('[', depth) + new string(']', depth);
}
