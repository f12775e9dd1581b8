namespace SocialCommerce.Tools;

/// <summary>What the process answers to the shell.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>A defect; the log says more.</summary>
    public const int Failed = 1;

    /// <summary>The caller's input, port or directory; one line on standard error says what is wrong.</summary>
    public const int BadInput = 2;
}
