using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Silo.Engine;
using SocialCommerce.Silo.Hosting;
using SocialCommerce.Silo.Storage;

if (SiloEngine.Name != "Orleans")
{
    await Console.Error.WriteLineAsync("A silo of its own needs the Orleans engine; ./run starts everything in one process.");
    return 1;
}

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddSocialCommerceSilo();
    builder.Services.AddHealthChecks().AddCheck<SiloHealthCheck>("silo", tags: [SiloHealthCheck.ReadyTag]);
    var app = builder.Build();
    app.MapSiloHealth();
    await app.RunAsync();
    return 0;
}
catch (StoreException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
