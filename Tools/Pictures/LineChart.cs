using System.Globalization;
using System.Net;
using System.Text;

namespace SocialCommerce.Tools.Pictures;

/// <summary>One line of a chart; the points are in ascending order of x.</summary>
internal sealed record ChartLine(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>A line chart as SVG text, with labelled axes and a legend, readable on light and dark pages.</summary>
internal sealed record LineChart(string Title, string XLabel, string YLabel, IReadOnlyList<ChartLine> Lines)
{
    public const int Width = 640;
    public const int Height = 360;

    private const int Left = 64;
    private const int Right = 170;
    private const int Top = 36;
    private const int Bottom = 48;
    private const int Ticks = 5;

    // Told apart by the colour-blind too, on white and on black (Okabe, Ito, "Color universal design", 2008).
    private static readonly string[] Colours = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#999999"];

    /// <summary>The picture, <see cref="Width"/> by <see cref="Height"/> units, placed at a height of a larger one.</summary>
    public string ToGroup(int offset)
    {
        var text = new StringBuilder();
        Write(text, $"<g transform=\"translate(0 {offset})\">");
        Write(text, $"<text x=\"{Left}\" y=\"20\" class=\"title\">{WebUtility.HtmlEncode(Title)}</text>");
        var points = Lines.SelectMany(line => line.Points).DefaultIfEmpty((0, 0)).ToList();
        var scale = new Scale(
            points.Min(point => point.X), points.Max(point => point.X), NiceCeiling(points.Max(point => point.Y)));
        WriteAxes(text, scale);
        for (var index = 0; index < Lines.Count; index++)
        {
            WriteLine(text, scale, index);
        }

        return text.Append("</g>\n").ToString();
    }

    /// <summary>Charts below each other in one file.</summary>
    public static string ToSvg(IReadOnlyList<LineChart> charts)
    {
        var text = new StringBuilder();
        Write(text, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height * charts.Count}\">");
        text.Append("""
            <style>text{font:12px sans-serif;fill:#222}.title{font-size:15px}.axis{stroke:#888;fill:none}.grid{stroke:#8884;fill:none}
            @media(prefers-color-scheme:dark){text{fill:#ddd}}</style>

            """);
        for (var index = 0; index < charts.Count; index++)
        {
            text.Append(charts[index].ToGroup(index * Height));
        }

        return text.Append("</svg>\n").ToString();
    }

    private void WriteAxes(StringBuilder text, Scale scale)
    {
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var value = scale.YMax * tick / Ticks;
            Write(text, $"<path class=\"grid\" d=\"M{Left} {scale.Y(value):F1}H{Width - Right}\"/>");
            Write(text, $"<text x=\"{Left - 6}\" y=\"{scale.Y(value) + 4:F1}\" text-anchor=\"end\">{value:0.####}</text>");
            var x = scale.XMin + ((scale.XMax - scale.XMin) * tick / Ticks);
            Write(text, $"<text x=\"{scale.X(x):F1}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{x:0}</text>");
        }

        Write(text, $"<path class=\"axis\" d=\"M{Left} {Top}V{Height - Bottom}H{Width - Right}\"/>");
        var middle = (Left + Width - Right) / 2;
        Write(text, $"<text x=\"{middle}\" y=\"{Height - 10}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(XLabel)}</text>");
        var centre = (Top + Height - Bottom) / 2;
        Write(
            text,
            $"<text transform=\"translate(16 {centre}) rotate(-90)\" text-anchor=\"middle\">{WebUtility.HtmlEncode(YLabel)}</text>");
    }

    private void WriteLine(StringBuilder text, Scale scale, int index)
    {
        var colour = Colours[index % Colours.Length];
        var path = string.Join('L', Lines[index].Points.Select(point =>
            string.Create(CultureInfo.InvariantCulture, $"{scale.X(point.X):F1} {scale.Y(point.Y):F1}")));
        if (path.Length > 0)
        {
            Write(text, $"<path fill=\"none\" stroke-width=\"2\" stroke=\"{colour}\" d=\"M{path}\"/>");
        }

        var y = Top + 8 + (20 * index);
        Write(text, $"<path stroke-width=\"3\" stroke=\"{colour}\" d=\"M{Width - Right + 14} {y}h20\"/>");
        Write(text, $"<text x=\"{Width - Right + 40}\" y=\"{y + 4}\">{WebUtility.HtmlEncode(Lines[index].Name)}</text>");
    }

    // The next of 1, 2, 3, 4, 5, 6, 8, 10 times a power of ten.
    private static double NiceCeiling(double value)
    {
        if (!(value > 0))
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        double[] steps = [1, 2, 3, 4, 5, 6, 8, 10];
        return power * steps.First(step => (step * power) >= value * 0.999999);
    }

    private static void Write(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private readonly record struct Scale(double XMin, double XMax, double YMax)
    {
        public double X(double value) =>
            Left + ((Width - Left - Right) * (XMax > XMin ? (value - XMin) / (XMax - XMin) : 0));

        public double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * value / YMax);
    }
}
