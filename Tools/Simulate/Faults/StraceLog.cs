namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>What strace has noted so far.</summary>
internal sealed class StraceLog(string file)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(2);

    /// <summary>A call that was answered otherwise than the system would have.</summary>
    public const string Injected = "(INJECTED)";

    /// <summary>A call that has been made, and whose caller is held.</summary>
    public const string Delayed = "(DELAYED)";

    /// <summary>Whether a mark was seen in time.</summary>
    public async Task<bool> WaitForAsync(string mark, TimeSpan most, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(most);
        try
        {
            while (!Read().Contains(mark, StringComparison.Ordinal))
            {
                await Task.Delay(LookEvery, deadline.Token);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>How many calls the thread that made the most of them made.</summary>
    public int CountOfBusiestThread() => Read().Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line.Contains('(', StringComparison.Ordinal) && !line.Contains(" resumed>", StringComparison.Ordinal))
        .GroupBy(line => line.Split(' ')[0]).Select(lines => lines.Count()).DefaultIfEmpty(0).Max();

    public bool Has(string mark) => Read().Contains(mark, StringComparison.Ordinal);

    private string Read()
    {
        if (!File.Exists(file))
        {
            return string.Empty;
        }

        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
