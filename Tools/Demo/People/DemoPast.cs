using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Tools.Demo.People;

/// <summary>What people did before the shop opened: the same at every start, so that filling can be repeated.</summary>
internal static class DemoPast
{
    private const int FolloweesOfShopper = 5;
    private const int FollowsInCircle = 3;
    private const int InteractionsMin = 24;
    private const int InteractionsMax = 44;

    /// <summary>The demo shopper is new here: enough to have a taste, little enough for clicks to change it.</summary>
    private const int InteractionsOfShopper = 6;

    private static readonly TimeSpan Span = TimeSpan.FromDays(12);

    /// <summary>Oldest first, each with an id of its own.</summary>
    public static IReadOnlyList<Interaction> Interactions(DemoPerson person, DateTimeOffset now)
    {
        var random = new Random(Taste.SeedOf(person.UserName));
        var taste = new Taste(person);
        var count = person.UserName == Roles.Shopper
            ? InteractionsOfShopper
            : random.Next(InteractionsMin, InteractionsMax);
        return
        [
            .. Enumerable.Range(0, count).Select(index =>
            {
                var product = taste.Pick(random);
                var at = now - (Span * ((count - index - random.NextDouble()) / count));
                return new Interaction($"demo-past-{index}", product.ProductId, KindOf(taste.LikingOf(product), random), at);
            }),
        ];
    }

    /// <summary>Sign-in names this person follows.</summary>
    public static IEnumerable<string> Followees(DemoPerson person)
    {
        var random = new Random(Taste.SeedOf(person.UserName));
        if (person.UserName == Roles.Shopper)
        {
            return DemoPeople.Viewers.Where(viewer => viewer.Circle == person.Circle).Take(FolloweesOfShopper - 1)
                .Select(viewer => viewer.UserName).Append(DemoPeople.TeaHost);
        }

        var circle = DemoPeople.Viewers.Where(viewer => viewer.Circle == person.Circle && viewer != person).ToArray();
        var host = DemoPeople.Hosts[random.Next(DemoPeople.Hosts.Count)];
        var stranger = DemoPeople.Viewers[random.Next(DemoPeople.Viewers.Count)];
        return random.GetItems(circle, FollowsInCircle).Append(host).Append(stranger)
            .Where(followee => followee != person).Select(followee => followee.UserName).Distinct();
    }

    // The more somebody likes a product, the further they go.
    private static InteractionKind KindOf(double liking, Random random) => (random.NextDouble() * liking) switch
    {
        > 0.62 => InteractionKind.Purchase,
        > 0.48 => InteractionKind.Cart,
        > 0.36 => InteractionKind.Like,
        > 0.18 => InteractionKind.Click,
        _ => InteractionKind.View,
    };
}
