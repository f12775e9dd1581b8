using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Tools.Demo.People;

/// <summary>Everybody in the demo shop.</summary>
internal static class DemoPeople
{
    public const string Password = "demo-password-1";

    public const string TeaHost = "lin.yue";

    public const string WardrobeHost = "mira.okafor";

    private static readonly ImmutableArray<string> Shopper = [Roles.Shopper];

    private static readonly ImmutableArray<string> Merchant = [Roles.Shopper, Roles.Merchant];

    /// <summary>The three accounts that people sign in with.</summary>
    public static readonly IReadOnlyList<DemoPerson> Accounts =
    [
        new(Roles.Shopper, "Sam 小山", Shopper, TasteCircle.Tea),
        new(Roles.Merchant, "Robin 老板罗宾", Merchant, TasteCircle.Outdoor),
        new(Roles.Operator, "Ola 运营小欧", [Roles.Shopper, Roles.Operator], TasteCircle.Gear),
    ];

    /// <summary>What the terminal says of them.</summary>
    public static string Invitation =>
        $"Demo accounts: {string.Join(", ", Accounts.Select(person => person.UserName))}; password {Password}";

    public static readonly IReadOnlyList<DemoPerson> Hosts =
    [
        new(TeaHost, "Lin Yue 林月", Merchant, TasteCircle.Tea),
        new(WardrobeHost, "Mira Okafor 米拉", Merchant, TasteCircle.Wardrobe),
    ];

    /// <summary>The crowd that walks in and out of the rooms.</summary>
    public static readonly IReadOnlyList<DemoPerson> Viewers =
    [
        .. Circle(TasteCircle.Tea, "陈清", "Hana Sato", "王一一", "Jonas Weber", "周小鹿", "Priya Nair", "许知远", "Elsie Grant"),
        .. Circle(TasteCircle.Wardrobe, "苏晚", "Chloé Martin", "林夏", "Ava Thompson", "赵可可", "Nina Rossi", "沈星", "Zoe Adeyemi"),
        .. Circle(TasteCircle.Outdoor, "高原", "Lars Holm", "吴山", "Mateo Cruz", "江河", "Freya Lund"),
        .. Circle(TasteCircle.Gear, "程序", "Kenji Mori", "刘一帆", "Omar Haddad", "郑北", "Tess Walker"),
        .. Circle(TasteCircle.Beauty, "顾念", "Isla Moore", "白露", "Camila Reyes", "唐糖", "Yuna Park"),
        .. Circle(TasteCircle.Family, "孙爸爸", "Ruth Cohen", "何妈妈", "Ben Carter"),
    ];

    /// <summary>Who has a history: everybody but the operator, who is there to watch.</summary>
    public static IEnumerable<DemoPerson> WithHistory =>
        Viewers.Concat(Hosts).Concat(Accounts.Where(person => person.UserName != Roles.Operator));

    private static IEnumerable<DemoPerson> Circle(TasteCircle circle, params string[] names) =>
        names.Select((name, index) => new DemoPerson($"{circle.Name}.{index + 1:00}", name, Shopper, circle));
}
