using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Tools.Bench;

/// <summary>
/// How fast suggestions are made, whether each reflects the user's last event, and how long after an event they are
/// pushed.
/// </summary>
internal static class SuggestionsBench
{
    private const int Products = 100_000;
    private const int Users = 1_000;
    private const int Followed = 5;
    private const int WarmUpEvents = 100 * Users;
    private const int Requests = 10_000;
    private const int RequestsPerSecond = 1_000;
    private const int ListLength = 20;
    private const int PushesPerSecond = 200;
    private const int PushSeconds = 20;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(string directory)
    {
        await using var shop = await BenchShop.StartAsync(Path.Combine(directory, "store"));
        await shop.AddProductsAsync(Products);
        await shop.AddUsersAsync(Users);
        await BenchShop.ForAllAsync(Users * Followed, follow => shop.Grains.GetGrain<IUserGrain>(BenchShop.UserId(follow % Users))
            .FollowAsync(new FollowUser(BenchShop.UserId((follow * 7) % Users), DateTimeOffset.UtcNow)));
        await BenchShop.ForAllAsync(WarmUpEvents, index => RecordAsync(
            shop, index % Users, BenchShop.ProductId((int)(Products * Share(index) * Share(index + WarmUpEvents))), index));
        await shop.DrainAsync();
        await WarmUpAsync(shop);
        return
        [
            .. await MeasureRequestsAsync(shop),
            await MeasureSteadyRequestsAsync(shop),
            await MeasureReadYourWriteAsync(shop),
            await MeasurePushAsync(shop),
        ];
    }

    // What is compiled while it runs is compiled well only after some thousand calls, and filling the shop leaves garbage.
    private static async Task WarmUpAsync(BenchShop shop)
    {
        await BenchShop.ForAllAsync(Requests, index => SuggestAsync(shop, index % Users, -1 - index));
        GC.Collect();
    }

    private static async Task<IReadOnlyList<BenchRow>> MeasureRequestsAsync(BenchShop shop)
    {
        var latencies = new Latencies();
        var processor = Environment.CpuUsage.TotalTime;
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (index, _) =>
        {
            var sent = Stopwatch.GetTimestamp();
            await SuggestAsync(shop, index % Users, index);
            latencies.Add(Stopwatch.GetElapsedTime(sent));
        });
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var used = Environment.CpuUsage.TotalTime - processor;
        return
        [
            new BenchRow(
                "suggestion requests, 8 callers, 100,000 products", Requests / seconds, "requests/s", latencies.Percentile(0.5),
                latencies.Percentile(0.99), (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)Requests),
            new BenchRow("processor time of one of them, the writing of impressions included", used.TotalMilliseconds / Requests, "ms"),
        ];
    }

    // Open loop: requests are sent when they are due, and the latency counts from then.
    private static async Task<BenchRow> MeasureSteadyRequestsAsync(BenchShop shop)
    {
        var latencies = new Latencies();
        await SendSteadilyAsync(RequestsPerSecond, Requests, (number, due) => Task.Run(async () =>
        {
            await SuggestAsync(shop, number % Users, Requests + number);
            latencies.Add(Stopwatch.GetElapsedTime(due));
        }));
        return new BenchRow(
            "suggestion requests at a steady 1,000/s", latencies.Count, "requests of 10,000", latencies.Percentile(0.5),
            latencies.Percentile(0.99));
    }

    private static async Task SendSteadilyAsync(int perSecond, int count, Func<int, long, Task> send)
    {
        var sending = new List<Task>(count);
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var number = 0; number < count; number++)
        {
            var due = started + (long)(number / (double)perSecond * Stopwatch.Frequency);
            while (Stopwatch.GetTimestamp() < due)
            {
                await timer.WaitForNextTickAsync();
            }

            sending.Add(send(number, due));
        }

        await Task.WhenAll(sending);
    }

    // The user clicks what is on top of the list; the next list must not have it any more, and must know it as the last.
    private static async Task<BenchRow> MeasureReadYourWriteAsync(BenchShop shop)
    {
        var reflected = 0;
        await Parallel.ForAsync(0, Users, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (user, cancellationToken) =>
        {
            for (var round = 0; round < Requests / Users; round++)
            {
                var number = WarmUpEvents + (user * Requests) + round;
                var clicked = (await SuggestAsync(shop, user, number)).Items[0].ProductId;
                await RecordAsync(shop, user, clicked, number);
                var next = await SuggestAsync(shop, user, number + Requests);
                var recent = await shop.Grains.GetGrain<IUserGrain>(BenchShop.UserId(user)).GetRecentAsync(1, cancellationToken);
                if (recent[0].ProductId == clicked && next.Items.All(item => item.ProductId != clicked))
                {
                    Interlocked.Increment(ref reflected);
                }
            }
        });
        return new BenchRow("suggestions that reflect the user's last acknowledged event, of 10,000", reflected, "suggestions");
    }

    // Open loop: events are sent when they are due, and the latency counts from then.
    private static async Task<BenchRow> MeasurePushAsync(BenchShop shop)
    {
        using var receiver = new PushReceiver();
        var observer = shop.Grains.CreateObjectReference<IUserObserver>(receiver);
        await BenchShop.ForAllAsync(Users, user => shop.Grains.GetGrain<IUserGrain>(BenchShop.UserId(user))
            .SubscribeAsync(new UserSubscription("bench", RoomId: null), observer));
        await receiver.WaitForAllAsync(Users);
        await SendSteadilyAsync(
            PushesPerSecond, PushesPerSecond * PushSeconds, (number, due) => ClickFirstAsync(shop, receiver, number % Users, number, due));
        await receiver.WaitForAnswersAsync(TimeSpan.FromSeconds(5));
        return new BenchRow(
            "event to SuggestionsChanged at 200 events/s", receiver.Latencies.Count, "pushes of 4,000 events",
            receiver.Latencies.Percentile(0.5), receiver.Latencies.Percentile(0.99));
    }

    private static Task ClickFirstAsync(BenchShop shop, PushReceiver receiver, int user, int number, long due) =>
        RecordAsync(shop, user, receiver.Expect(BenchShop.UserId(user), due), int.MaxValue - number);

    private static Task RecordAsync(BenchShop shop, int user, string productId, int number) => shop.RecordAsync(
        user,
        [new Interaction(
            string.Create(CultureInfo.InvariantCulture, $"e{number}"), productId, InteractionKind.Click, DateTimeOffset.UtcNow)]);

    private static Task<SuggestionList> SuggestAsync(BenchShop shop, int user, int number) =>
        shop.Grains.GetGrain<IUserGrain>(BenchShop.UserId(user)).GetSuggestionsAsync(
            new SuggestionRequest(string.Create(CultureInfo.InvariantCulture, $"i{number}"), ListLength, RoomId: null, []));

    private static double Share(int index) => new Random(index).NextDouble();

    /// <summary>Takes pushes, and times each from the event that is waited for.</summary>
    private sealed class PushReceiver : IUserObserver, IDisposable
    {
        private readonly ConcurrentDictionary<string, ImmutableArray<string>> _shown = new();
        private readonly ConcurrentDictionary<string, (long Due, string ProductId)> _expected = new();
        private readonly SemaphoreSlim _arrived = new(0);

        public Latencies Latencies { get; } = new();

        public void Dispose() => _arrived.Dispose();

        /// <summary>Answers what is on top of the user's list now, and waits for the list without it.</summary>
        public string Expect(string userId, long due)
        {
            // An empty list comes of an overloaded machine; the event is sent all the same, and its push is missed.
            var first = _shown[userId] is [var top, ..] ? top : BenchShop.ProductId(0);
            _expected[userId] = (due, first);
            return first;
        }

        public Task OnTiesChangedAsync(string userId, UserTies ties) => Task.CompletedTask;

        public Task OnNoticeAsync(string userId, UserNotice notice) => Task.CompletedTask;

        public Task OnSuggestionsChangedAsync(string userId, SuggestionList suggestions)
        {
            var shown = suggestions.Items.Select(item => item.ProductId).ToImmutableArray();
            _shown[userId] = shown;
            if (_expected.TryGetValue(userId, out var expected) && !shown.Contains(expected.ProductId)
                && _expected.TryRemove(KeyValuePair.Create(userId, expected)))
            {
                Latencies.Add(Stopwatch.GetElapsedTime(expected.Due));
            }

            _arrived.Release();
            return Task.CompletedTask;
        }

        public async Task WaitForAllAsync(int users)
        {
            while (_shown.Count < users)
            {
                await _arrived.WaitAsync(TimeSpan.FromSeconds(30));
            }
        }

        public async Task WaitForAnswersAsync(TimeSpan timeout)
        {
            using var cancellation = new CancellationTokenSource(timeout);
            try
            {
                while (!_expected.IsEmpty)
                {
                    await _arrived.WaitAsync(cancellation.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // What never came is told by the number of pushes.
            }
        }
    }
}
