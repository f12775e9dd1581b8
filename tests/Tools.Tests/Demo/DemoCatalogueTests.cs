using System.Xml.Linq;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tools.Demo.Catalogue;
using SocialCommerce.Tools.Demo.Images;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Tests.Demo;

public sealed class DemoCatalogueTests
{
    [Fact]
    public void Products_AreMany_UniqueAndAcceptable()
    {
        Assert.InRange(DemoCatalogue.Products.Count, 300, 400);
        Assert.True(DemoCatalogue.Departments.Count >= 6);
        Assert.Equal(DemoCatalogue.Products.Count, DemoCatalogue.Products.Select(product => product.ProductId).Distinct().Count());
        Assert.All(DemoCatalogue.Products, product => Assert.Empty(ProductLimits.Check(product.Describe())));
        Assert.All(DemoCatalogue.Products, product => Assert.InRange(product.Price.AmountMinor, 900, 300_000));
    }

    [Fact]
    public void Products_SomeAreSoldOut_MostAreNot() =>
        Assert.InRange(DemoCatalogue.Products.Count(product => product.Stock == 0), 5, 40);

    [Fact]
    public void Pictures_AreWellFormedAndHaveNoText()
    {
        Assert.All(DemoCatalogue.Products, product =>
        {
            var picture = XDocument.Parse(ProductImage.Draw(product));
            Assert.Equal("svg", picture.Root!.Name.LocalName);
            Assert.DoesNotContain(picture.Descendants(), element => element.Name.LocalName is "text" or "script" or "image");
        });
        Assert.Equal(
            Glyphs.Kinds.Order(), DemoCatalogue.Departments.SelectMany(department => department.Kinds).Select(kind => kind.Slug).Order());
    }

    [Fact]
    public void Pictures_OfTheSameProduct_AreTheSame()
    {
        var product = DemoCatalogue.Products[0];
        Assert.Equal(ProductImage.Draw(product), ProductImage.Draw(product));
    }

    [Fact]
    public void Rooms_SellWhatExists_AndHaveAHostThatExists()
    {
        var names = DemoPeople.Hosts.Concat(DemoPeople.Accounts).Select(person => person.UserName).ToHashSet();
        Assert.All(DemoRoom.All, room =>
        {
            Assert.Contains(room.HostName, names);
            Assert.InRange(room.Products.Count, 10, RoomLimits.ProductsMax);
            Assert.InRange(room.FirstPins.Count(), 1, RoomLimits.PinsMax - 1);
        });
        Assert.All(DemoCatalogue.Departments, department => Assert.Contains(department.SellerName, names));
    }

    [Fact]
    public void People_HaveNamesThatTheAccountsAccept() =>
        Assert.All(
            DemoPeople.Accounts.Concat(DemoPeople.Hosts).Concat(DemoPeople.Viewers),
            person => Assert.Empty(UserLimits.CheckNames(person.UserName, person.DisplayName).Errors));
}
