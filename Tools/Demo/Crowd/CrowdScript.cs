using SocialCommerce.Client.Interactions;
using SocialCommerce.Tools.Demo.Catalogue;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Crowd;

/// <summary>What a member of the crowd does next. Pure but for its own seeded dice.</summary>
internal sealed class CrowdScript(DemoPerson person)
{
    private const double OwnRoomShare = 0.75;
    private const double PinnedShare = 0.4;
    private const double CommentShare = 0.32;
    private const double ReactionShare = 0.26;
    private const int ReactionsMax = 6;
    private const double PayShare = 0.92;
    private const double DisappointedShare = 0.12;
    private const double HelpfulShare = 0.3;
    private const double UnhelpfulShare = 0.06;
    private const double SuggestedShare = 0.35;
    private const int SuggestionsLookedAtMax = 8;

    private static readonly string[] Reactions = ["heart", "heart", "heart", "like", "fire", "clap", "wow"];

    private static readonly (InteractionKind Kind, double Share)[] Funnel =
        [(InteractionKind.Click, 1.1), (InteractionKind.Like, 0.7), (InteractionKind.Cart, 0.7), (InteractionKind.Purchase, 0.7)];

    private readonly Random _random = new(Taste.SeedOf(person.UserName));
    private readonly Taste _taste = new(person);
    private readonly bool _isChinese = person.DisplayName[0] is >= '\u4E00' and <= '\u9FFF';

    /// <summary>Most who order pay.</summary>
    public bool IsToPay() => _random.NextDouble() < PayShare;

    /// <summary>Stars for something bought: mostly as it was liked, now and then something went wrong.</summary>
    public int NextRating(DemoProduct product) => _random.NextDouble() switch
    {
        < DisappointedShare => _random.Next(1, 4),
        var luck when luck < _taste.LikingOf(product) => 5,
        _ => 4,
    };

    /// <summary>What is said with the stars; many say nothing.</summary>
    public string NextReview(int rating) => CrowdPhrases.Judge(rating, _isChinese, _random);

    /// <summary>Whether a review of somebody else is worth a vote, and which.</summary>
    public bool? NextVote() => _random.NextDouble() switch
    {
        < HelpfulShare => true,
        < HelpfulShare + UnhelpfulShare => false,
        _ => null,
    };

    public CrowdDeed NextDeed() => _random.NextDouble() switch
    {
        < CommentShare => CrowdDeed.Comment,
        < CommentShare + ReactionShare => CrowdDeed.React,
        _ => CrowdDeed.Shop,
    };

    /// <summary>Exponential around the mean, as people who do not wait for each other are; within a third and thrice.</summary>
    public TimeSpan NextWait(TimeSpan mean) =>
        mean * Math.Clamp(-Math.Log(1 - _random.NextDouble()), 1.0 / 3, 3);

    /// <summary>Mostly a room of the departments this person likes.</summary>
    public DemoRoom NextRoom()
    {
        var own = DemoRoom.All.Where(room => room.Departments.Intersect(person.Circle.Departments).Any()).ToArray();
        var choice = own.Length > 0 && _random.NextDouble() < OwnRoomShare ? own : [.. DemoRoom.All];
        return choice[_random.Next(choice.Length)];
    }

    public (string Kind, int Count) NextReactions() =>
        (Reactions[_random.Next(Reactions.Length)], _random.Next(1, ReactionsMax + 1));

    public string NextComment(DemoProduct? pinned) => CrowdPhrases.Say(pinned, _isChinese, _random);

    /// <summary>What this person looks at: what is pinned, what the room sells, or what they like anyway.</summary>
    public DemoProduct NextProduct(DemoRoom room, IReadOnlyList<DemoProduct> pinned) => _random.NextDouble() switch
    {
        < PinnedShare when pinned.Count > 0 => _taste.PickFrom(pinned, _random),
        < 2 * PinnedShare => _taste.PickFrom(room.Products, _random),
        _ => _taste.Pick(_random),
    };

    /// <summary>Of the suggestions, in their order, the one this person takes; null when it is none, as mostly.</summary>
    public DemoProduct? NextSuggested(IEnumerable<string> suggestedIds)
    {
        if (_random.NextDouble() >= SuggestedShare)
        {
            return null;
        }

        // People look at the first few, and longer at the first of them.
        var looked = suggestedIds.Take(_random.Next(1, SuggestionsLookedAtMax + 1))
            .Select(id => DemoCatalogue.ById.GetValueOrDefault(id)).OfType<DemoProduct>().ToArray();
        return looked.Length == 0 ? null : _taste.PickFrom(looked, _random);
    }

    /// <summary>How far this person goes with a product: everybody looks, who likes it clicks, few buy.</summary>
    public IEnumerable<InteractionKind> NextSteps(DemoProduct product)
    {
        yield return InteractionKind.View;
        var liking = _taste.LikingOf(product);
        foreach (var (kind, share) in Funnel)
        {
            if (_random.NextDouble() > share * liking)
            {
                yield break;
            }

            yield return kind;
        }
    }
}

/// <summary>One thing to do in a room.</summary>
internal enum CrowdDeed
{
    Unknown = 0,
    Comment = 1,
    React = 2,
    Shop = 3,
}
