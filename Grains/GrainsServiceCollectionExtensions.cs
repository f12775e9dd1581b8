using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Communities.GroupBuying;
using SocialCommerce.Grains.Experiments;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Products.Reviews;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Orders.Payments;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Search;
using SocialCommerce.Grains.Social;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains;

public static class GrainsServiceCollectionExtensions
{
    /// <summary>
    /// What the grains are made of. The host brings <see cref="IInteractionLog"/>, <see cref="Rooms.IRoomLog"/>,
    /// <see cref="IListStore"/> and grain storage of the name <see cref="StorageNames.Commerce"/>.
    /// </summary>
    public static IServiceCollection AddGrains(this IServiceCollection services)
    {
        services.AddOptions<RecommendationOptions>()
            .BindConfiguration(RecommendationOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<TrainingOptions>()
            .BindConfiguration(TrainingOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<ModerationOptions>()
            .BindConfiguration(ModerationOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddTraining();
        services.AddSingleton<SearchTelling>();
        services.AddSingleton<UserDirectory>();
        services.AddSingleton<InteractionRecorder>();
        services.AddSingleton<TasteLoader>();
        services.AddSingleton<FollowGraph>();
        services.AddSingleton<FriendActivities>();
        services.TryAddSingleton<IVariantSource, ExperimentVariants>();
        services.AddSingleton<VariantSettings>();
        services.AddSingleton<BlockGraph>();
        services.AddSingleton<SourceGuard>();
        services.AddSingleton<Retrievers>();
        services.AddOptions<ImpressionOptions>()
            .BindConfiguration(ImpressionOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ImpressionBuffer>();
        services.AddSingleton<SourceShares>();
        services.AddSingleton<ActiveScorer>();
        services.AddSingleton<ImpressionRecorder>();
        services.AddSingleton(static services => new InsightReporter(
            services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<SourceShares>()));
        services.AddSingleton<SuggestionComposer>();
        services.AddSingleton<SuggestionFeedback>();
        services.AddSingleton<SuggestionPushFactory>();
        services.AddSingleton<EarlierOutcomes>();
        services.TryAddSingleton<IDeliveredLines, OrderDeliveredLines>();
        services.AddOrders();
        services.AddGroupBuying();
        return services;
    }

    private static void AddOrders(this IServiceCollection services)
    {
        services.AddOptions<OrderOptions>()
            .BindConfiguration(OrderOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<OrderQuotes>();
        services.AddSingleton<IOrderHoldTargets, OrderHoldTargets>();
        services.AddSingleton<OrderHolds>();
        services.AddSingleton<SoldOutHints>();
        services.AddSingleton<IOrderWorld, OrderWorld>();
        services.TryAddSingleton<IPaymentNotices, OrderPaymentNotices>();
    }

    private static void AddGroupBuying(this IServiceCollection services)
    {
        services.AddOptions<GroupBuyOptions>()
            .BindConfiguration(GroupBuyOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IGroupWorld, GroupWorld>();
    }

    // The order of the trainers is the order in which models are trained: the quick one first.
    private static void AddTraining(this IServiceCollection services)
    {
        services.AddSingleton<IModelTrainer>(static provider =>
            new ImplicitAlsTrainer(new ImplicitAlsOptions { Threads = Math.Min(ThreadsOf(provider), ImplicitAlsOptions.ThreadsMax) }));
        services.AddSingleton<IModelTrainer>(static provider => new SasRecTrainer(threads: ThreadsOf(provider)));
        services.AddSingleton<ActiveModels>();
        services.AddSingleton<TrainingJob>();
    }

    private static int ThreadsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<TrainingOptions>>().Value.Threads;
}
