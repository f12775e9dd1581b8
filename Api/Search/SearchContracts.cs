using System.Text.Json.Serialization;
using SocialCommerce.Api.Products;
using SocialCommerce.Api.Rooms;
using SocialCommerce.Api.Social;
using SocialCommerce.Grains.Interfaces.Search;

namespace SocialCommerce.Api.Search;

/// <summary>Something that was found: the member that the kind names is there, and no other.</summary>
internal sealed record SearchItem(
    SearchKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProductResponse? Product = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RoomResponse? Room = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UserCard? User = null);
