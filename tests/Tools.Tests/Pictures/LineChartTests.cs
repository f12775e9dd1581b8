using System.Xml.Linq;
using SocialCommerce.Tools.Pictures;

namespace SocialCommerce.Tools.Tests.Pictures;

public sealed class LineChartTests
{
    [Fact]
    public void ToSvg_TwoLines_IsXmlWithALegendAndAPathEach()
    {
        var chart = new LineChart("Recall <of> it", "k", "recall@k", [
            new ChartLine("ours & theirs", [(1, 0.1), (2, 0.2)]), new ChartLine("popular", [(1, 0.05), (2, 0.08)])]);

        var svg = XDocument.Parse(LineChart.ToSvg([chart, chart]));

        var texts = svg.Descendants().Where(node => node.Name.LocalName == "text").Select(node => node.Value).ToList();
        Assert.Equal(2, texts.Count(text => text == "ours & theirs"));
        Assert.Contains("recall@k", texts);
        Assert.Contains("0.2", texts);
        Assert.Equal(4, svg.Descendants().Count(node => (string?)node.Attribute("stroke-width") == "2"));
    }

    [Fact]
    public void ToSvg_NoPoints_IsStillAPicture() =>
        Assert.NotNull(XDocument.Parse(LineChart.ToSvg([new LineChart("", "", "", [new ChartLine("none", [])])])).Root);
}
