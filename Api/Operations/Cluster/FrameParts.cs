using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Api.Operations.Cluster;

/// <summary>Puts the reports of the processes together, part by part. Pure.</summary>
internal static class FrameParts
{
    private const int HottestShown = 20;
    private const int CallsShown = 50;
    private const int MailboxesShown = 15;
    private const int RoomsShown = 30;

    /// <summary>A silo and an Api in one process are one process with two roles.</summary>
    public static ImmutableArray<ProcessBody> Processes(ImmutableArray<NodeReport> nodes, DateTimeOffset now) =>
    [
        .. nodes.GroupBy(static node => node.Process)
            .Select(group => Process(group.Key, [.. group], now))
            .OrderBy(static process => process.Process, StringComparer.Ordinal),
    ];

    public static ImmutableArray<GrainLoadBody> Hottest(IReadOnlyList<SiloFigures> silos) =>
    [
        .. silos.SelectMany(static silo => silo.Hottest)
            .GroupBy(static load => load.Grain)
            .Select(static group => new GrainLoadBody(
                group.Key.Type, group.Key.Key, group.Sum(static load => load.CallsPerSecond)))
            .OrderByDescending(static load => load.PerSecond)
            .Take(HottestShown),
    ];

    public static ImmutableArray<ActivationsBody>? Activations(IReadOnlyList<SiloFigures> silos)
    {
        var known = silos.Select(static silo => silo.Activations).OfType<ImmutableArray<ActivationCount>>().ToList();
        return known.Count == 0
            ? null
            :
            [
                .. known.SelectMany(static counts => counts)
                    .GroupBy(static count => count.Grain)
                    .Select(static group => new ActivationsBody(group.Key, group.Sum(static count => count.Count)))
                    .OrderByDescending(static count => count.Count),
            ];
    }

    public static MailboxesBody? Mailboxes(IReadOnlyList<SiloFigures> silos)
    {
        var known = silos.Select(static silo => silo.Mailboxes).OfType<MailboxFigures>().ToList();
        return known.Count == 0
            ? null
            : new MailboxesBody(
                known.Sum(static figures => figures.Waiting),
                [
                    .. known.SelectMany(static figures => figures.Longest)
                        .OrderByDescending(static mailbox => mailbox.Waiting)
                        .Take(MailboxesShown)
                        .Select(static mailbox => new MailboxBody(
                            mailbox.Grain.Type, mailbox.Grain.Key, mailbox.Waiting, mailbox.Running)),
                ]);
    }

    public static ImmutableArray<CallBody> Calls(IEnumerable<CallTrail> calls) =>
        [.. calls.OrderByDescending(static call => call.At).Take(CallsShown).Select(Call)];

    public static CallBody Call(CallTrail call) => new(
        call.At, call.Grain.Type, call.Grain.Key, call.Method, call.DurationMs, call.Failure, call.TraceId);

    public static ImmutableArray<RoomLoadBody> Rooms(
        IReadOnlyList<SiloFigures> silos, IReadOnlyList<ApiFigures> apis, IReadOnlyDictionary<string, string> titles)
    {
        var viewers = apis.SelectMany(static api => api.Rooms).GroupBy(static room => room.RoomId)
            .ToDictionary(static group => group.Key, static group => group.Sum(static room => room.Viewers));
        var comments = silos.SelectMany(static silo => silo.Rooms).GroupBy(static room => room.RoomId)
            .ToDictionary(static group => group.Key);
        return
        [
            .. viewers.Keys.Union(comments.Keys)
                .Select(roomId => new RoomLoadBody(
                    roomId,
                    titles.GetValueOrDefault(roomId),
                    viewers.GetValueOrDefault(roomId),
                    comments.GetValueOrDefault(roomId)?.Sum(static room => room.Comments) ?? 0,
                    comments.GetValueOrDefault(roomId)?.Sum(static room => room.CommentsPerSecond) ?? 0))
                .OrderByDescending(static room => room.CommentsPerSecond).ThenByDescending(static room => room.Viewers)
                .ThenBy(static room => room.RoomId, StringComparer.Ordinal)
                .Take(RoomsShown),
        ];
    }

    public static RemindersBody? Reminders(IReadOnlyList<SiloFigures> silos) =>
        silos.Select(static silo => silo.Reminders).OfType<ReminderFigures>().FirstOrDefault() is { } reminders
            ? new RemindersBody(
                reminders.Count,
                reminders.DueSoon,
                reminders.NextAt,
                [
                    .. reminders.Groups.Select(static group => new ReminderBody(
                        group.Grain, group.Name, group.Count, group.NextAt)),
                ])
            : null;

    public static ShopBody? Shop(ImmutableArray<NodeReport> nodes)
    {
        var silos = nodes.Where(static node => node.Silo is not null).ToList();
        return silos.Count == 0
            ? null
            : new ShopBody(
                silos.Min(static node => node.StartedAt),
                silos.Sum(static node => node.Silo!.Shop.OrdersPlaced),
                silos.Sum(static node => node.Silo!.Shop.OrdersPaid),
                Amounts(silos.SelectMany(static node => node.Silo!.Shop.Revenue)),
                Amounts(silos.SelectMany(static node => node.Silo!.Shop.Refunded)),
                silos.Sum(static node => node.Silo!.Shop.Comments),
                silos.Sum(static node => node.Silo!.Shop.Interactions));
    }

    private static ProcessBody Process(string name, IReadOnlyList<NodeReport> nodes, DateTimeOffset now)
    {
        var load = nodes.Select(static node => node.Load).OfType<ProcessFigures>().LastOrDefault();
        var silo = nodes.Select(static node => node.Silo).OfType<SiloFigures>().FirstOrDefault();
        var api = nodes.Select(static node => node.Api).OfType<ApiFigures>().FirstOrDefault();
        return new ProcessBody(
            name,
            [.. nodes.Select(static node => node.Role).Distinct().Order(StringComparer.Ordinal)],
            (long)Math.Max(0, nodes.Max(node => (now - node.At).TotalMilliseconds)),
            nodes.Min(static node => node.StartedAt),
            load?.CpuCores,
            load?.Cores,
            load?.WorkingSetBytes,
            load?.HeapBytes,
            load?.GcPauseShare,
            load?.Collections,
            load?.PoolThreads,
            load?.PendingWork,
            silo?.Methods.Sum(static method => method.CallsPerSecond),
            silo?.Activations?.Sum(static count => count.Count),
            silo?.Mailboxes?.Waiting,
            api?.Connections);
    }

    private static ImmutableArray<Money> Amounts(IEnumerable<Money> amounts) =>
    [
        .. amounts.GroupBy(static amount => amount.Currency)
            .Select(static group => new Money(group.Sum(static amount => amount.AmountMinor), group.Key))
            .OrderBy(static amount => amount.Currency, StringComparer.Ordinal),
    ];
}
