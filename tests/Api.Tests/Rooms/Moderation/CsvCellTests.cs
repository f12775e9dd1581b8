using SocialCommerce.Api.Common;

namespace SocialCommerce.Api.Tests.Rooms.Moderation;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1", "'＝1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("a=b", "a=b")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    public void Escape_AnyText_IsOneCellAndNoFormula(string? value, string expected) =>
        Assert.Equal(expected, CsvCell.Escape(value));
}
