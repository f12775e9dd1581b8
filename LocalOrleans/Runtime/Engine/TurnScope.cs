namespace Orleans.Runtime.Local;

/// <summary>What a thread that runs turns keeps aside of the code that runs in them.</summary>
internal static class TurnScope
{
    /// <summary>Calls nested on one stack; deeper ones go through the thread pool.</summary>
    private const int DepthMax = 12;

    [ThreadStatic]
    private static int _depth;

    /// <summary>The context of a thread that has run nothing yet, so that a callee sees no async-local of its caller.</summary>
    public static ExecutionContext Clean { get; } = CaptureOnNewThread();

    public static bool CanNest => _depth < DepthMax;

    public static void Enter() => _depth++;

    public static void Exit() => _depth--;

    private static ExecutionContext CaptureOnNewThread()
    {
        ExecutionContext? captured = null;
        var thread = new Thread(() => captured = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return captured!;
    }
}
