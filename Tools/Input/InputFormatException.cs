namespace SocialCommerce.Tools.Input;

/// <summary>Input that cannot be read; the message names the file and the line for whoever has to mend it.</summary>
internal sealed class InputFormatException : Exception
{
    public InputFormatException(string file, long line, string problem)
        : base($"{file}:{line}: {problem}")
    {
    }

    public InputFormatException(string file, string problem, Exception? cause = null)
        : base($"{file}: {problem}", cause)
    {
    }
}
