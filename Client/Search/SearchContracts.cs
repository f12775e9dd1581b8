using SocialCommerce.Client.Products;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Client.Social;

namespace SocialCommerce.Client.Search;

/// <summary>Something that was found. Kind: product, room or user; the member of that name is there.</summary>
public sealed record SearchItem(string Kind, Product? Product = null, Room? Room = null, UserCard? User = null);
