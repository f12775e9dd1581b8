using System.Collections.Immutable;

namespace SocialCommerce.Tools.Demo.People;

/// <summary>Somebody of the demo shop.</summary>
/// <param name="Circle">People of one circle like the same departments and follow each other.</param>
internal sealed record DemoPerson(string UserName, string DisplayName, ImmutableArray<string> Roles, TasteCircle Circle);
