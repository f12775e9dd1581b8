using System.Runtime.CompilerServices;
using SocialCommerce.Api.Recommendations;
using SocialCommerce.Api.Rooms.Giveaways;
using SocialCommerce.Api.Rooms.Moderation;
using SocialCommerce.Api.Rooms.Polls;
using SocialCommerce.Api.Rooms.Questions;
using SocialCommerce.Api.Rooms.Selling;
using SocialCommerce.Api.Rooms.Video;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// Describes a room to those who join. What is the same for all is read once for all who come at about the same time; what
/// is each one's own has a time limit, and comes by push when it is late.
/// </summary>
internal sealed partial class RoomSnapshots(
    IGrainFactory grains, UserRelays users, TimeProvider clock, ILogger<RoomSnapshots> logger) : IDisposable
{
    /// <summary>Lists that are made at once for those who join; many at once would be late all together.</summary>
    private const int OwnAtOnce = 8;

    private static readonly TimeSpan CardsSpacing = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan OwnMax = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _slots = new(OwnAtOnce);
    private readonly ConditionalWeakTable<RoomRelay, Shelf> _shelves = [];

    public async Task<RoomSnapshotBody> DescribeAsync(
        RoomEntry entry, RoomRelay relay, LiveSocket socket, CancellationToken cancellationToken)
    {
        var room = entry.Room;
        var shelf = _shelves.GetValue(relay, _ => new Shelf(grains, CardsSpacing, clock));
        var reading = shelf.GetAsync(room.ProductIds);
        var suggestions = await GetOwnAsync(relay, socket, cancellationToken);
        var cards = await reading.WaitAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return new RoomSnapshotBody(
            room.RoomId,
            room.Title,
            room.HostId,
            room.HostName,
            room.Status,
            Math.Max(room.Viewers, relay.Viewers),
            room.PlaybackUrl,
            [.. room.Pins.Select(PinBody.From)],
            [.. room.ProductIds.Where(cards.ContainsKey).Select(id => ProductCardBody.From(cards[id]))],
            [.. entry.Board.Deals.Select(deal => DealBody.From(deal, now))],
            [.. entry.Comments.Select(CommentBody.From)],
            [.. suggestions.Select(SuggestionBody.From)],
            entry.Reactions,
            [.. entry.Board.Vouchers.Select(VoucherBody.From)],
            now,
            [.. relay.Presence.FriendsOf(socket.UserId).Select(FriendBody.From)],
            [.. entry.Board.Polls.Select(PollBody.From)],
            [.. entry.Board.Questions.Select(QuestionBody.From)],
            [.. entry.Board.Giveaways.Select(GiveawayBody.From)],
            ModesBody.From(entry.Board.Modes),
            relay.StandingOf(socket.UserId),
            VideoBody.Of(room));
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>The user's suggestions, and the friends by the way; nothing when they take too long.</summary>
    private async Task<ImmutableArray<Suggestion>> GetOwnAsync(
        RoomRelay relay, LiveSocket socket, CancellationToken cancellationToken)
    {
        var making = MakeOwnAsync(relay, socket);
        if (await Task.WhenAny(making, Task.Delay(OwnMax, clock, cancellationToken)) == making)
        {
            return await making;
        }

        cancellationToken.ThrowIfCancellationRequested();
        Observe(making);
        return [];
    }

    private async Task<ImmutableArray<Suggestion>> MakeOwnAsync(RoomRelay relay, LiveSocket socket)
    {
        if (!await _slots.WaitAsync(OwnMax))
        {
            return [];
        }

        try
        {
            // Suggestions that are shown in a room are counted for it, and nothing of a rehearsal is.
            var isRehearsal = RoomKeys.IsRehearsal(relay.Key);
            if (await users.SubscribeAsync(socket.UserId, isRehearsal ? null : relay.RoomId) is { } ties)
            {
                relay.Introduce(socket.Caller, ties);
            }

            return isRehearsal ? [] : (await grains.GetGrain<IUserGrain>(socket.UserId).GetSuggestionsAsync(
                new SuggestionRequest(NewId.Impression(), SuggestionLimits.LimitDefault, relay.RoomId, []))).Items;
        }
        finally
        {
            _slots.Release();
        }
    }

    // Nobody waits for it any more; what went wrong is still said.
    private void Observe(Task making) => making.ContinueWith(
        late => LogFailed(late.Exception!),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Suggestions for somebody who joined could not be made")]
    private partial void LogFailed(Exception exception);

    /// <summary>The products of one room: up to 200 grains, asked once for a crowd.</summary>
    private sealed class Shelf
    {
        private readonly IGrainFactory _grains;
        private readonly SharedRead<ImmutableDictionary<string, ProductCard>> _cards;
        private ImmutableArray<string> _productIds = [];

        public Shelf(IGrainFactory grains, TimeSpan spacing, TimeProvider clock)
        {
            _grains = grains;
            _cards = new SharedRead<ImmutableDictionary<string, ProductCard>>(() => ReadAsync(_productIds), spacing, clock);
        }

        public async Task<ImmutableDictionary<string, ProductCard>> GetAsync(ImmutableArray<string> productIds)
        {
            if (productIds.IsEmpty)
            {
                return ImmutableDictionary<string, ProductCard>.Empty;
            }

            _productIds = productIds;
            var cards = await _cards.GetAsync();

            // Somebody may have asked with an older list meanwhile.
            return productIds.All(cards.ContainsKey)
                ? cards
                : cards.SetItems(await ReadAsync([.. productIds.Where(id => !cards.ContainsKey(id))]));
        }

        private async Task<ImmutableDictionary<string, ProductCard>> ReadAsync(ImmutableArray<string> productIds)
        {
            var cards = await Task.WhenAll(productIds.Select(id => _grains.GetGrain<IProductGrain>(id).GetCardAsync()));
            return cards.OfType<ProductCard>().ToImmutableDictionary(card => card.ProductId);
        }
    }
}
