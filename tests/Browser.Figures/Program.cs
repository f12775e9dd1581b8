using SocialCommerce.Browser.Figures;
using SocialCommerce.Browser.Figures.Measure;

const string Usage = """
    web [--seconds 30] [--comments 100] [--web DIR] [--json]   what Chromium measures of the page
    memory [--minutes 30] [--comments 20] [--web DIR]          the page's memory in a room, minute by minute
    pictures [NAME …]                                          takes the pictures of docs/pictures
    icons                                                      draws the icons of the manifest from favicon.svg
    """;

var arguments = new Arguments(args);
switch (arguments.Verb)
{
    case "web":
        await WebBench.RunAsync(arguments);
        return 0;
    case "memory":
        await MemoryBench.RunAsync(arguments);
        return 0;
    case "pictures":
        await Gallery.TakeAsync(arguments.Names);
        return 0;
    case "icons":
        await Icons.DrawAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync(Usage);
        return 2;
}
