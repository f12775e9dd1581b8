using System.Security.Cryptography;
using System.Text;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms.Replay;

/// <summary>
/// All that was said in a room and taken back, in order, in a few bytes: two rooms with the same digest had the same
/// comments with the same ids in the same order.
/// </summary>
internal sealed record RoomChat
{
    public static readonly RoomChat Empty = new();

    public long Said { get; set; }

    public long Removed { get; set; }

    public string Digest { get; set; } = "";

    public static RoomChat Apply(RoomChat chat, RoomEvent roomEvent) => roomEvent switch
    {
        { Type: RoomEventType.CommentAdded, Comment: { } comment } =>
            new() { Said = chat.Said + 1, Removed = chat.Removed, Digest = Next(chat.Digest, '+', comment.CommentId) },
        { Type: RoomEventType.CommentRemoved, CommentId: { } commentId } =>
            new() { Said = chat.Said, Removed = chat.Removed + 1, Digest = Next(chat.Digest, '-', commentId) },
        _ => chat,
    };

    private static string Next(string digest, char sign, string commentId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{digest}{sign}{commentId}")));
}
