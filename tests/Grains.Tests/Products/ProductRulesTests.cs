using System.Collections.Immutable;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Products;
using static SocialCommerce.Grains.Tests.Products.ProductSamples;

namespace SocialCommerce.Grains.Tests.Products;

public sealed class ProductRulesTests
{
    [Fact]
    public void Create_New_HasVersionOneAndTheEmbeddingOfItsContent()
    {
        var (next, status, errors) = ProductRules.Create(new ProductState(), Create());

        Assert.Equal(ProductStatus.Done, status);
        Assert.Empty(errors);
        Assert.Equal((Seller, 1L, Now), (next.SellerId, next.Version, next.CreatedAt));
        Assert.Equal(ContentVector.Of(new ProductContent("Teapot", "Holds a litre.", "kitchen", "Brand", 1999)), next.Embedding);
    }

    [Fact]
    public void Create_TheSameAgain_IsDoneAndChangesNothing()
    {
        var created = Created();
        var copy = Create() with { Details = Details() with { Attributes = ImmutableDictionary<string, string>.Empty.Add("colour", "red") }, At = Now.AddHours(1) };

        var (next, status, _) = ProductRules.Create(created, copy);

        Assert.Same(created, next);
        Assert.Equal(ProductStatus.Done, status);
    }

    public static TheoryData<CreateProduct> Others() =>
    [
        Create("Another"),
        Create() with { SellerId = "somebody" },
        Create() with { Details = Details() with { Attributes = ImmutableDictionary<string, string>.Empty } },
        Create() with { Details = Details() with { Attributes = Details().Attributes.SetItem("colour", "blue") } },
        Create() with { Details = Details() with { Attributes = Details().Attributes.Add("size", "L") } },
    ];

    [Theory]
    [MemberData(nameof(Others))]
    public void Create_AnotherProductWithTheId_IsRefused(CreateProduct command)
    {
        var created = Created();

        var (next, status, _) = ProductRules.Create(created, command);

        Assert.Same(created, next);
        Assert.Equal(ProductStatus.Exists, status);
    }

    public static TheoryData<string, ProductDetails> Invalid() => new()
    {
        { "title", Details() with { Title = " " } },
        { "title", Details() with { Title = new string('x', ProductLimits.TitleMax + 1) } },
        { "title", Details() with { Title = "a\u0001" } },
        { "description", Details() with { Description = new string('x', ProductLimits.DescriptionMax + 1) } },
        { "category", Details() with { Category = "" } },
        { "category", Details() with { Category = ICatalogueGrain.All } },
        { "price.amountMinor", Details() with { Price = new Money(-1, "CNY") } },
        { "price.amountMinor", Details() with { Price = new Money(ProductLimits.AmountMinorMax + 1, "CNY") } },
        { "price.currency", Details() with { Price = new Money(1, "cny") } },
        { "price.currency", Details() with { Price = new Money(1, null!) } },
        { "stock", Details() with { Stock = -1 } },
        { "imageUrl", Details() with { ImageUrl = "javascript:alert(1)" } },
        { "imageUrl", Details() with { ImageUrl = "//elsewhere/x.png" } },
        { "imageUrl", Details() with { ImageUrl = "/\\elsewhere/x.png" } },
        { "imageUrl", Details() with { ImageUrl = "http://plain/x.png" } },
        { "attributes", Details() with { Attributes = Details().Attributes.Add("", "x") } },
        { "attributes", Details() with { Attributes = Details().Attributes.Add("k", new string('x', ProductLimits.AttributeLengthMax + 1)) } },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Create_BadField_NamesItAndChangesNothing(string field, ProductDetails details)
    {
        var empty = new ProductState();

        var (next, status, errors) = ProductRules.Create(empty, new CreateProduct(Seller, details, Now));

        Assert.Same(empty, next);
        Assert.Equal(ProductStatus.Invalid, status);
        Assert.Equal(field, Assert.Single(errors).Field);
    }

    [Fact]
    public void Update_SomeFields_ChangesThoseAndTheVersion()
    {
        var (next, status, _) = ProductRules.Update(
            Created(), new UpdateProduct(Seller, ExpectedVersion: 1, Title: "Kettle", Stock: 0));

        Assert.Equal(ProductStatus.Done, status);
        Assert.Equal(2, next.Version);
        Assert.Equal(Details() with { Title = "Kettle", Stock = 0, Attributes = next.Details!.Attributes }, next.Details);
    }

    [Theory]
    [InlineData(Seller, 2L, false, ProductStatus.Stale)]
    [InlineData(Seller, 0L, false, ProductStatus.Stale)]
    [InlineData("somebody", null, false, ProductStatus.NotOwner)]
    [InlineData("somebody", 1L, true, ProductStatus.Done)]
    [InlineData("somebody", 2L, true, ProductStatus.Stale)]
    [InlineData(Seller, null, false, ProductStatus.Done)]
    public void Update_ByWhomAndAtWhichVersion_Decides(string userId, long? expected, bool isOperator, ProductStatus status)
    {
        var created = Created();

        var (next, actual, _) = ProductRules.Update(created, new UpdateProduct(userId, expected, "New", IsOperator: isOperator));

        Assert.Equal(status, actual);
        Assert.Equal(status == ProductStatus.Done, !ReferenceEquals(created, next));
    }

    [Fact]
    public void Update_NoProduct_IsNotFound() => Assert.Equal(
        ProductStatus.NotFound, ProductRules.Update(new ProductState(), new UpdateProduct(Seller)).Status);

    [Fact]
    public void Update_ToSomethingInvalid_IsRefusedWhole()
    {
        var created = Created();

        var (next, status, errors) = ProductRules.Update(created, new UpdateProduct(Seller, Title: "Good", Stock: -1));

        Assert.Same(created, next);
        Assert.Equal(ProductStatus.Invalid, status);
        Assert.Equal("stock", Assert.Single(errors).Field);
    }

    [Fact]
    public void AttachRoom_ManyRooms_KeepsTheNewestOnce()
    {
        var product = Enumerable.Range(1, ProductRules.RoomsMax + 3)
            .Aggregate(Created(), (state, number) => ProductRules.AttachRoom(state, $"r-{number}"));

        Assert.Equal(ProductRules.RoomsMax, product.Rooms.Length);
        Assert.Equal($"r-{ProductRules.RoomsMax + 3}", product.Rooms[0]);
        Assert.Equal("r-4", product.Rooms[^1]);
        Assert.Same(product, ProductRules.AttachRoom(product, "r-10"));
        Assert.Empty(ProductRules.AttachRoom(new ProductState(), "r-1").Rooms);
    }

    [Fact]
    public void Count_EveryKind_HasACounterOfItsOwn()
    {
        var counted = Enum.GetValues<InteractionKind>().Aggregate(new ProductCounters(), ProductRules.Count);

        Assert.Equal(new ProductCounters(1, 1, 1, 1, 1, 1, 1, 1), counted);
        Assert.Equal(new ProductCounters(), ProductRules.Count(new ProductCounters(), InteractionKind.Unknown));
    }

    private static ProductState Created() => ProductRules.Create(new ProductState(), Create()).Next;
}
