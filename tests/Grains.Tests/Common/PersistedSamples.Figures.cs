using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Figures;
using SocialCommerce.Grains.Rooms.Figures;

namespace SocialCommerce.Grains.Tests.Common;

/// <content>Figures of rooms.</content>
internal static partial class PersistedSamples
{
    private static object[] Figures =>
    [
        new RoomFiguresState
        {
            Applied = [1, 0, 9_000_000_000],
            Sequence = 17,
            SampledAt = Now.ToUnixTimeMilliseconds(),
            Reactions = 9,
            PeakViewers = 7,
            WidthSeconds = 20,
            Rows = [new FigureRow(88_366_152, 3, 2, 1, 4, [0, 0, 5])],
            Marks =
            [
                new RoomMark(RoomEventType.RoomState, Now, 1, Status: RoomStatus.Live),
                new RoomMark(RoomEventType.ProductPinned, Now, 12, "p-1", "p-1", "Teapot", new Money(1999, "CNY")),
            ],
        },
    ];
}
