using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Configuration;

/// <summary>What an engine does unless it is told otherwise.</summary>
public sealed class DefaultsTests
{
    [Fact]
    public async Task Options_NobodySet_AreOrleansOwn()
    {
        await using var host = await ContractHost.StartAsync();
        var collection = new GrainCollectionOptions();
        var messaging = new SiloMessagingOptions();

        Assert.Equal((Minutes(15), Minutes(1)), (collection.CollectionAge, collection.CollectionQuantum));
        Assert.Equal((Minutes(0.5), Minutes(0.5)), (collection.ActivationTimeout, collection.DeactivationTimeout));
        Assert.Empty(collection.ClassSpecificCollectionAge);
        Assert.Equal((Minutes(0.5), true, false), (messaging.ResponseTimeout, messaging.DropExpiredMessages, messaging.CancelRequestOnTimeout));
        Assert.Equal(
            (0, 0, 0),
            (messaging.MaxEnqueuedRequestsSoftLimit, messaging.MaxEnqueuedRequestsHardLimit, messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker));
        Assert.Equal(Minutes(1), host.Services.GetRequiredService<IOptions<ReminderOptions>>().Value.MinimumReminderPeriod);
    }

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
