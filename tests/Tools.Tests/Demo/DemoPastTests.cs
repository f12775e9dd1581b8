using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Tools.Demo.Catalogue;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Tests.Demo;

public sealed class DemoPastTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(50);

    [Fact]
    public void Interactions_AreTheSameAtEveryStart_AndValid()
    {
        Assert.All(DemoPeople.WithHistory, person =>
        {
            var past = DemoPast.Interactions(person, Now);
            Assert.Equal(past, DemoPast.Interactions(person, Now));
            Assert.All(past, interaction => Assert.Empty(InteractionLimits.Check(interaction)));
            Assert.All(past, interaction => Assert.True(interaction.At <= Now));
            Assert.Equal(past.Count, past.Select(interaction => interaction.EventId).Distinct().Count());
        });
    }

    [Fact]
    public void Interactions_OfOneCircle_OverlapMoreThanThoseOfTwo()
    {
        var products = DemoPeople.Viewers.ToDictionary(
            person => person, person => DemoPast.Interactions(person, Now).Select(interaction => interaction.ProductId).ToHashSet());
        var pairs = DemoPeople.Viewers.SelectMany((left, index) => DemoPeople.Viewers.Skip(index + 1).Select(right => (left, right)));
        var overlap = pairs.ToLookup(
            pair => pair.left.Circle == pair.right.Circle,
            pair => (double)products[pair.left].Intersect(products[pair.right]).Count());

        Assert.True(overlap[true].Average() > 3 * overlap[false].Average());
    }

    [Fact]
    public void Followees_AreOthers_WhoExist_EachOnce()
    {
        var known = DemoPeople.Viewers.Concat(DemoPeople.Hosts).Select(person => person.UserName).ToHashSet();
        Assert.All(DemoPeople.WithHistory, person =>
        {
            var followees = DemoPast.Followees(person).ToList();
            Assert.NotEmpty(followees);
            Assert.DoesNotContain(person.UserName, followees);
            Assert.Equal(followees.Count, followees.Distinct().Count());
            Assert.All(followees, followee => Assert.Contains(followee, known));
        });
    }

    [Fact]
    public void Taste_PicksMostlyFromItsCircle()
    {
        var person = DemoPeople.Viewers[0];
        var taste = new Taste(person);
        var random = new Random(1);
        var picks = Enumerable.Range(0, 2_000).Select(_ => taste.Pick(random)).ToList();
        Assert.InRange(picks.Count(product => person.Circle.Departments.Contains(product.Department)), 1_800, 2_000);
        Assert.True(picks.CountBy(product => product.Slug).Max(entry => entry.Value) > 4 * (2_000 / DemoCatalogue.Products.Count));
    }
}
