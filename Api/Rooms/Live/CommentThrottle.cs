using Microsoft.Extensions.Options;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>How fast one user may comment, over all their sockets in this process.</summary>
internal sealed class CommentThrottle(IOptions<LiveOptions> options, TimeProvider clock)
    : UserThrottle(options.Value.CommentsMax, options.Value.CommentWindow, clock);
