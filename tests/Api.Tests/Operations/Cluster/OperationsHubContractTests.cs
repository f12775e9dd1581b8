using SocialCommerce.Api.Operations.Cluster;
using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Grains.Interfaces.Common;

namespace SocialCommerce.Api.Tests.Operations.Cluster;

/// <summary>The operators' hub as the page for developers shows it (Web/src/docs/hub/operations.json) is the hub's own.</summary>
public sealed class OperationsHubContractTests
{
    private static readonly ShownHub Shown = new("operations.json");

    private static readonly Dictionary<string, Type> Types = new()
    {
        ["Process"] = typeof(ProcessBody),
        ["Calls"] = typeof(CallsBody),
        ["Method"] = typeof(MethodBody),
        ["Heat"] = typeof(HeatBody),
        ["GrainLoad"] = typeof(GrainLoadBody),
        ["Activations"] = typeof(ActivationsBody),
        ["Mailboxes"] = typeof(MailboxesBody),
        ["Mailbox"] = typeof(MailboxBody),
        ["Call"] = typeof(CallBody),
        ["Partition"] = typeof(PartitionBody),
        ["RoomLoad"] = typeof(RoomLoadBody),
        ["Connections"] = typeof(ConnectionsBody),
        ["Store"] = typeof(StoreBody),
        ["Reminders"] = typeof(RemindersBody),
        ["Reminder"] = typeof(ReminderBody),
        ["Suggestions"] = typeof(SuggestionsBody),
        ["SourceLoad"] = typeof(SourceLoadBody),
        ["Model"] = typeof(ServingModelBody),
        ["Training"] = typeof(TrainingBody),
        ["Shop"] = typeof(ShopBody),
        ["Money"] = typeof(Money),
    };

    [Fact]
    public void Methods_AreThoseOfTheHub_WithTheirRequests()
    {
        Assert.Equal(OperationsHub.Path, Shown.Address);
        Assert.Equal(ShownHub.MethodsOf(typeof(OperationsHub), typeof(HubAnswer)), Shown.Methods);
    }

    [Fact]
    public void TypesAndTheFrame_HaveTheMembersThatAreSent()
    {
        Assert.Equal(ShownHub.MembersOf(Types), Shown.Types);
        Assert.Equal(ShownHub.MembersOf(new Dictionary<string, Type> { ["ClusterFrame"] = typeof(ClusterFrame) }), Shown.Pushes);
    }
}
