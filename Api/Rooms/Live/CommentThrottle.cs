using Microsoft.Extensions.Options;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>How fast one user may comment, over all their sockets in this process.</summary>
internal sealed class CommentThrottle(IOptions<LiveOptions> options, TimeProvider clock)
    : UserThrottle(options.Value.CommentsMax, options.Value.CommentWindow, clock);

/// <summary>The same for the host and the moderators of a room, who may speak more often in it.</summary>
internal sealed class ModeratorThrottle(IOptions<LiveOptions> options, TimeProvider clock)
    : UserThrottle(options.Value.ModeratorCommentsMax, options.Value.CommentWindow, clock);
