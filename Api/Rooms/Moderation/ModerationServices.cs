using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Api.Rooms.Moderation.Review;

namespace SocialCommerce.Api.Rooms.Moderation;

internal static class ModerationServices
{
    public static IServiceCollection AddModeration(this IServiceCollection services)
    {
        services.AddOptions<ReviewOptions>()
            .BindConfiguration(ReviewOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ModeratorThrottle>();
        services.AddSingleton<ReviewHook>();
        services.AddSingleton<IBuyers, RecordedBuyers>();
        services.AddSingleton<CommenterStandings>();
        services.AddSingleton<CommentDesk>();
        return services;
    }
}
