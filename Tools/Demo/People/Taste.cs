using SocialCommerce.Tools.Demo.Catalogue;
using StableHash = SocialCommerce.Algorithms.Text.StableHash;

namespace SocialCommerce.Tools.Demo.People;

/// <summary>
/// What one person picks: mostly from the departments of their circle, and there mostly a few kinds and finishes of
/// their own. People of one circle therefore overlap, which is what co-engagement has to find.
/// </summary>
internal sealed class Taste
{
    private const double FavouriteWeight = 4;
    private const double WanderShare = 0.08;
    private const int FavouritesPerDepartment = 2;

    private static readonly double[] DepartmentShares = [0.55, 0.3, 0.15];

    private readonly TasteCircle _circle;
    private readonly HashSet<string> _favourites = [];

    public Taste(DemoPerson person)
    {
        _circle = person.Circle;
        var random = new Random(SeedOf(person.UserName));
        foreach (var department in _circle.Departments)
        {
            _favourites.UnionWith(random.GetItems(department.Kinds, FavouritesPerDepartment).Select(kind => kind.Slug));
            _favourites.UnionWith(random.GetItems(department.Finishes, FavouritesPerDepartment).Select(finish => finish.Slug));
        }
    }

    /// <summary>The same for a name at every start.</summary>
    public static int SeedOf(string name) => (int)(StableHash.Of(name) & int.MaxValue);

    public DemoProduct Pick(Random random) => random.NextDouble() < WanderShare
        ? DemoCatalogue.Products[random.Next(DemoCatalogue.Products.Count)]
        : PickFrom(DemoCatalogue.In(PickDepartment(random)), random);

    /// <summary>The one this person would take from a shelf.</summary>
    public DemoProduct PickFrom(IEnumerable<DemoProduct> shelf, Random random) =>
        shelf.MaxBy(product => Math.Pow(random.NextDouble(), 1 / WeightOf(product)))
        ?? throw new ArgumentException("The shelf is empty.", nameof(shelf));

    /// <summary>How much this person cares for a product, from 0 to 1.</summary>
    public double LikingOf(DemoProduct product) =>
        (_circle.Departments.Contains(product.Department) ? 0.5 : 0.1)
        + (_favourites.Contains(product.Kind.Slug) ? 0.25 : 0)
        + (_favourites.Contains(product.Finish.Slug) ? 0.15 : 0);

    private Department PickDepartment(Random random)
    {
        var roll = random.NextDouble();
        for (var i = 0; i < DepartmentShares.Length - 1; i++)
        {
            roll -= DepartmentShares[i];
            if (roll < 0)
            {
                return _circle.Departments[i];
            }
        }

        return _circle.Departments[^1];
    }

    private double WeightOf(DemoProduct product) =>
        (_favourites.Contains(product.Kind.Slug) ? FavouriteWeight : 1)
        * (_favourites.Contains(product.Finish.Slug) ? FavouriteWeight : 1);
}
