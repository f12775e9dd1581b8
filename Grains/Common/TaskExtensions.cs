namespace SocialCommerce.Grains.Common;

internal static class TaskExtensions
{
    /// <summary>
    /// Lets a call run on without waiting for it, where the answer changes nothing for the caller. A fault is looked at,
    /// so that it does not surface as unobserved; whoever needs to know of it catches inside the task.
    /// </summary>
    public static void Forget(this Task task) => task.ContinueWith(
        static faulted => faulted.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
