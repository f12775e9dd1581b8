namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>SIGKILL at random moments, one in ten while the server starts.</summary>
internal sealed class RandomKills(FaultOptions options, FaultReport report, TimeProvider clock) : IFaultRun
{
    private const int StartShare = 10;
    private const int StartMs = 1_500;
    private const int LoadMs = 500;

    public async Task RunAsync(FaultShop shop, int first, int count, CancellationToken cancellationToken)
    {
        shop.Traffic.Start(cancellationToken);
        for (var number = first; number < first + count; number++)
        {
            var random = Draw.Of(options.Seed, number);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(LoadMs)), clock, cancellationToken);
            await shop.KillAsync();
            report.NoteFault("while it served");
            if (random.Next(StartShare) == 0)
            {
                await shop.KillAtStartAsync(TimeSpan.FromMilliseconds(random.Next(StartMs)));
                report.NoteFault("while it started");
            }

            await shop.StartAsync();
        }

        await shop.JudgeAsync();
    }
}
