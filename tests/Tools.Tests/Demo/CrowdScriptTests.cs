using SocialCommerce.Client.Interactions;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Tools.Demo.Catalogue;
using SocialCommerce.Tools.Demo.Crowd;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Tests.Demo;

public sealed class CrowdScriptTests
{
    [Fact]
    public void Everybody_DoesOnlyWhatTheServerAccepts()
    {
        Assert.All(DemoPeople.Viewers, person =>
        {
            var script = new CrowdScript(person);
            for (var i = 0; i < 200; i++)
            {
                var (kind, count) = script.NextReactions();
                Assert.Empty(RoomLimits.Check(new SendReactions("u", kind, count, "b")));
                var pinned = DemoCatalogue.Products[i];
                Assert.Empty(RoomLimits.CheckComment(script.NextComment(i % 3 == 0 ? null : pinned), "c"));
                Assert.NotEqual(CrowdDeed.Unknown, script.NextDeed());
                var rating = script.NextRating(pinned);
                Assert.Empty(ReviewLimits.Check(new ReviewContent(rating, string.Empty, script.NextReview(rating), [])));
            }
        });
    }

    [Fact]
    public void NextSteps_StartWithAViewAndGoOnInOrder()
    {
        var script = new CrowdScript(DemoPeople.Viewers[0]);
        var steps = Enumerable.Range(0, 500).Select(i => script.NextSteps(DemoCatalogue.Products[i % 300]).ToList()).ToList();
        Assert.All(steps, kinds => Assert.Equal(InteractionKind.View, kinds[0]));
        Assert.All(steps, kinds => Assert.Equal(kinds.Order(), kinds));
        Assert.Contains(steps, kinds => kinds.Contains(InteractionKind.Purchase));
    }

    [Fact]
    public void NextSuggested_IsSometimesOneOfTheFirst_AndNeverWithoutAList()
    {
        var script = new CrowdScript(DemoPeople.Viewers[0]);
        var ids = DemoCatalogue.Products.Take(20).Select(product => product.ProductId).ToList();
        var taken = Enumerable.Range(0, 1_000).Select(_ => script.NextSuggested(ids)).OfType<DemoProduct>().ToList();

        Assert.InRange(taken.Count, 300, 400);
        Assert.All(taken, product => Assert.InRange(ids.IndexOf(product.ProductId), 0, 7));
        Assert.All(Enumerable.Range(0, 50), _ => Assert.Null(script.NextSuggested([])));
    }

    [Fact]
    public void NextWait_StaysWithinAThirdAndThrice_AndKeepsTheMean()
    {
        var script = new CrowdScript(DemoPeople.Viewers[0]);
        var waits = Enumerable.Range(0, 2_000).Select(_ => script.NextWait(TimeSpan.FromSeconds(9))).ToList();
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(27)));
        Assert.InRange(waits.Average(wait => wait.TotalSeconds), 8, 10);
    }

    [Fact]
    public void TwoScripts_OfOnePerson_DoTheSame()
    {
        var (left, right) = (new CrowdScript(DemoPeople.Viewers[3]), new CrowdScript(DemoPeople.Viewers[3]));
        Assert.Equal(
            Enumerable.Range(0, 50).Select(_ => (left.NextDeed(), left.NextComment(null), left.NextRoom().RoomId)),
            Enumerable.Range(0, 50).Select(_ => (right.NextDeed(), right.NextComment(null), right.NextRoom().RoomId)));
    }

    [Fact]
    public void NextRoom_IsMostlyOneOfTheirTaste()
    {
        var script = new CrowdScript(DemoPeople.Viewers.First(person => person.Circle == TasteCircle.Tea));
        Assert.InRange(Enumerable.Range(0, 1_000).Count(_ => script.NextRoom().RoomId == "r_demo-tea"), 700, 950);
    }
}
