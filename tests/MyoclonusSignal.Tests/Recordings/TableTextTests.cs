using System.Globalization;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Recordings;

public sealed class TableTextTests
{
    private const string Letters = "\\tnru0ab1=+-@'\t\n\r\u001b\u0007\u202e\u2028\u0085x ";

    [Theory]
    [InlineData("emg_ta", "emg_ta")]
    [InlineData("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0")]
    [InlineData("@x", "'@x")]
    [InlineData("+left", "'+left")]
    [InlineData("-3.25", "-3.25")]
    [InlineData("-", "'-")]
    [InlineData("'=x", "''=x")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("a\tb", @"a\tb")]
    [InlineData("a\u001b[31mb", @"a\u001b[31mb")]
    [InlineData("a\u202eb", @"a\u202eb")]
    [InlineData(@"C:\temp", @"C:\\temp")]
    [InlineData(@"C:\data", @"C:\data")]
    [InlineData("\\\r", @"\\\r")]
    public void ACellIsInert(string text, string cell)
    {
        Assert.Equal(cell, TableText.Write(text));
        Assert.Equal(text, TableText.Read(cell));
    }

    [Fact]
    public void EveryTextReadsBackAsItWasAndHoldsNothingThatIsObeyed()
    {
        Random random = new(3);
        for (int i = 0; i < 100_000; i++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Letters[random.Next(Letters.Length)])]);
            string cell = TableText.Write(text);
            Assert.Equal(text, TableText.Read(cell));
            Assert.DoesNotContain(cell, letter => TableText.IsObeyed(letter));
            Assert.True(!"=+-@".Contains(cell[0], StringComparison.Ordinal) || double.TryParse(cell, CultureInfo.InvariantCulture, out _), cell);
        }
    }
}
