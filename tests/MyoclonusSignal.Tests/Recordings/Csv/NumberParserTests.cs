using System.Globalization;
using System.Text;
using CsCheck;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>The fast parser gives the bits of double.Parse, and takes nothing that is not a decimal number.</summary>
public sealed class NumberParserTests
{
    private static readonly Gen<string> Numbers = Gen.OneOf(
        Gen.Double.Where(double.IsFinite).Select(x => x.ToString("R", CultureInfo.InvariantCulture)),
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Int[0, 17]).Select((x, decimals) => x.ToString("F" + decimals, CultureInfo.InvariantCulture)),
        Gen.Select(Gen.Double.Where(double.IsFinite), Gen.Int[0, 20]).Select((x, digits) => x.ToString("E" + digits, CultureInfo.InvariantCulture)),
        Gen.Long.Select(x => x.ToString(CultureInfo.InvariantCulture)),
        Gen.Decimal.Select(x => x.ToString(CultureInfo.InvariantCulture)),
        Gen.Select(Gen.Char['0', '9'].Array[1, 25], Gen.Int[0, 25], Choose.From("", "-", "+"))
            .Select((digits, mark, sign) => sign + new string(digits).Insert(Math.Min(mark, digits.Length), ".")),
        Gen.Select(Gen.Char['0', '9'].Array[1, 20], Gen.Int[-30, 30])
            .Select((digits, exponent) => string.Create(CultureInfo.InvariantCulture, $"{new string(digits)}e{exponent}")));

    [Fact]
    public void ANumberHasTheBitsOfDoubleParse() => Numbers.Sample(
        text =>
        {
            Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), (byte)'.', out double found), text);
            AssertSameBits(double.Parse(text, CultureInfo.InvariantCulture), found, text);
        },
        iter: 20_000);

    [Fact]
    public void ANumberWithADecimalCommaIsTheSameNumber() => Numbers.Where(text => text.Length < 60).Sample(
        text =>
        {
            byte[] cell = Encoding.UTF8.GetBytes(text.Replace('.', ','));
            Assert.True(NumberParser.TryParse(cell, (byte)',', out double found), text);
            AssertSameBits(double.Parse(text, CultureInfo.InvariantCulture), found, text);
        },
        iter: 5000);

    [Theory]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740991.5")]
    [InlineData("0.000000000000000001")]
    [InlineData("123456789012345678")]
    [InlineData("1234567890123456789")]
    [InlineData("99999999999999999999999999")]
    [InlineData("4.9406564584124654e-324")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("+5")]
    [InlineData("007")]
    public void NumbersAtABorderHaveTheBitsOfDoubleParse(string text)
    {
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), (byte)'.', out double found));
        AssertSameBits(double.Parse(text, CultureInfo.InvariantCulture), found, text);
    }

    [Theory]
    [InlineData(" 1.5")]
    [InlineData("1.5  ")]
    [InlineData("\t1.5\r")]
    public void SpacesAroundANumberDoNotCount(string text)
    {
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), (byte)'.', out double found));
        Assert.Equal(1.5, found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("NAN")]
    [InlineData("n/a")]
    [InlineData("null")]
    [InlineData("None")]
    [InlineData("#DIV/0!")]
    [InlineData("-1.#IND")]
    [InlineData("N/A")]
    [InlineData("NA")]
    public void AMissingSampleIsNaN(string text)
    {
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), (byte)'.', out double found));
        Assert.True(double.IsNaN(found));
    }

    [Theory]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("--1")]
    [InlineData("1-")]
    [InlineData("1 2")]
    [InlineData("(1)")]
    [InlineData("$1")]
    [InlineData("0x1F")]
    [InlineData("Infinity")]
    [InlineData("-inf")]
    [InlineData("∞")]
    [InlineData("NaNs")]
    [InlineData("n.a")]
    [InlineData("1_000")]
    [InlineData("١٢")]
    [InlineData("1\u00A0")]
    public void JunkIsNoNumber(string text) =>
        Assert.False(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), (byte)'.', out _));

    [Fact]
    public void APointIsNoDecimalMarkAmongDecimalCommas() =>
        Assert.False(NumberParser.TryParse("1.5"u8, (byte)',', out _));

    [Fact]
    public void WhatItTakesDoubleParseTakes() => Choose.From([.. "0123456789+-.eE /naNA"]).Array[0, 12].Sample(
        characters =>
        {
            string text = new(characters);
            if (NumberParser.TryParse(Encoding.UTF8.GetBytes(text), (byte)'.', out double found) && !double.IsNaN(found))
            {
                AssertSameBits(double.Parse(text, CultureInfo.InvariantCulture), found, text);
            }
        },
        iter: 20_000);

    private static void AssertSameBits(double expected, double found, string text) => Assert.True(
        BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(found),
        string.Create(CultureInfo.InvariantCulture, $"\"{text}\": expected {expected:R}, found {found:R}."));
}
