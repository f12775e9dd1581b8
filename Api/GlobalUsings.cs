global using System.Collections.Immutable;
global using Microsoft.AspNetCore.Http.HttpResults;
global using Orleans;
global using SocialCommerce.Api.Common;
global using SocialCommerce.Api.Operations;
global using SocialCommerce.Grains.Interfaces.Common;
