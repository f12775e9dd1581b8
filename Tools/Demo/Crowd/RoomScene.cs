using SocialCommerce.Client.Live;
using SocialCommerce.Client.Recommendations;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Tools.Demo.Catalogue;

namespace SocialCommerce.Tools.Demo.Crowd;

/// <summary>What somebody in a room sees of it, kept up by its events.</summary>
internal sealed class RoomScene
{
    private const string Live = "live";

    private readonly Lock _lock = new();
    private readonly List<string> _pins = [];
    private string _status = string.Empty;
    private Suggestions? _suggested;

    /// <summary>Whether people may speak here.</summary>
    public bool IsLive
    {
        get
        {
            lock (_lock)
            {
                return _status == Live;
            }
        }
    }

    /// <summary>Products of the demo shop that are pinned now, the newest last. Others may be pinned too.</summary>
    public IReadOnlyList<DemoProduct> Pinned
    {
        get
        {
            lock (_lock)
            {
                return [.. _pins.Select(id => DemoCatalogue.ById.GetValueOrDefault(id)).OfType<DemoProduct>()];
            }
        }
    }

    /// <summary>The suggestions this person was pushed last; null before the first.</summary>
    public Suggestions? Suggested
    {
        get
        {
            lock (_lock)
            {
                return _suggested;
            }
        }
    }

    public void Take(Suggestions suggested)
    {
        lock (_lock)
        {
            _suggested = suggested;
        }
    }

    public void Take(JoinedRoom joined)
    {
        lock (_lock)
        {
            _pins.Clear();
            _pins.AddRange(joined.Snapshot.Pins.Select(pin => pin.ProductId));
            _status = joined.Snapshot.Status;
        }
    }

    public void Take(LiveEvent roomEvent)
    {
        lock (_lock)
        {
            switch (roomEvent.Type)
            {
                case LiveEvent.ProductPinned:
                    var pinned = roomEvent.DataAs<Pin>().ProductId;
                    _pins.Remove(pinned);
                    _pins.Add(pinned);
                    break;
                case LiveEvent.ProductUnpinned:
                    _pins.Remove(roomEvent.DataAs<ProductIdData>().ProductId);
                    break;
                case LiveEvent.RoomState:
                    _status = roomEvent.DataAs<RoomStateData>().Status;
                    break;
            }
        }
    }
}
