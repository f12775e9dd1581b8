using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>Gathers what <see cref="PinAdviceRules"/> ranks by, at most every few seconds. Holds nothing durable.</summary>
internal sealed class PinAdviceGrain(TimeProvider clock) : Grain, IPinAdviceGrain
{
    /// <summary>How many watchers are asked.</summary>
    public const int SampleMax = 50;

    private const int HotMax = 100;

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private ImmutableArray<PinAdvice> _kept = [];
    private string _keptPins = string.Empty;
    private DateTimeOffset _keptUntil;

    private string RoomId => this.GetPrimaryKeyString();

    public async Task<PinAdviceResult> GetAsync(PinAdviceRequest request, CancellationToken cancellationToken)
    {
        var room = await GrainFactory.GetGrain<IRoomGrain>(RoomId).GetAsync(cancellationToken);
        if (room?.HostId != request.UserId)
        {
            return new PinAdviceResult(room is null ? RoomOutcome.NotFound : RoomOutcome.NotHost, []);
        }

        // What the host has just pinned must not be advised again, however fresh the advice is.
        var pins = string.Join(' ', room.Pins.Select(pin => pin.ProductId));
        if (clock.GetUtcNow() >= _keptUntil || pins != _keptPins)
        {
            _kept = await RankAsync(room, cancellationToken);
            (_keptPins, _keptUntil) = (pins, clock.GetUtcNow() + KeptFor);
        }

        return new PinAdviceResult(RoomOutcome.Done, [.. _kept.Take(request.Limit)]);
    }

    private async Task<ImmutableArray<PinAdvice>> RankAsync(RoomSummary room, CancellationToken cancellationToken)
    {
        var grain = GrainFactory.GetGrain<IRoomGrain>(RoomId);
        var hot = grain.GetHotAsync(HotMax, cancellationToken);
        var history = grain.GetPinHistoryAsync(cancellationToken);
        var cards = ProductCards.ListAsync(GrainFactory, room.ProductIds, cancellationToken);
        var watchers = await GrainFactory.GetGrain<IRoomPresenceGrain>(RoomId).SampleAsync(SampleMax, cancellationToken);
        var tastes = await Task.WhenAll(watchers
            .Where(userId => userId != room.HostId)
            .Select(userId => GrainFactory.GetGrain<IUserGrain>(userId).GetTasteAsync(cancellationToken)));
        var input = new PinAdviceInput(
            await cards, [.. room.Pins.Select(pin => pin.ProductId)], await hot, await history, [.. tastes]);
        return PinAdviceRules.Rank(input, PinAdviceLimits.LimitMax, clock.GetUtcNow());
    }
}
