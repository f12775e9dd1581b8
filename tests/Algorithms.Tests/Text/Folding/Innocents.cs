namespace SocialCommerce.Algorithms.Tests.Text.Folding;

/// <summary>What people say in a shop and a careless filter stops.</summary>
internal static class Innocents
{
    private const string Lines =
        """
        Scunthorpe
        Greetings from Scunthorpe United
        Penistone and Clitheroe
        class
        first class glassware
        assassin
        assess the assets
        pass the brass compass
        bass guitar
        an embarrassing mass of grass
        cockpit
        cocktail dress
        peacock feathers
        Hancock
        Dickens
        analysis
        canal boat
        analogue
        titan
        titsch
        Constitution
        document
        cucumber
        accumulate
        circumference
        scampi
        scamper
        shiitake mushrooms
        shell
        hello
        hellish
        Michelle
        seashells
        mishit
        push it
        it's hit the shelves
        that's hit me
        is hit a word
        this hit, that hit
        wash it twice
        as seen on TV
        as small as possible
        give us a hand
        has sold out
        Galaxy A55
        the A55 or the A35?
        iPhone 5S
        PS5 and MP3 and 4K
        size S 5 and M 5
        5$ each
        only $5!
        wow!
        wow!!! nice!!!
        US$ 100
        S$5
        it is 100% wool
        A+ quality
        buy! follow me
        I buy what my followers buy
        cheap and watches well
        cheap, watchful
        casinos
        viagraless
        spork
        corn on the cob
        e-mail me
        a b c d e f g
        x y z
        M A R I A
        U S A
        a.s.a.p.
        p.s. nice
        e.g. this one
        3.14159
        2024-05-06
        10:30
        13800138000
        u r right
        fur coat
        fudge
        fun for us, could kids join
        suck it and see
        duck soup
        luck
        Fukuoka
        Füchse
        chell
        he'll be here
        she'll love it
        we'll see
        I'll take two
        assembly required
        associate
        massage chair
        passion fruit
        Sussex
        Essex
        Middlesex
        shitake
        Matsushita
        cummerbund
        cumin seeds
        cumulus
        scum-free kettle
        titbits
        titillating
        Titus
        Arsenal
        arsenic
        Babcock
        Cockermouth
        Lightwater
        analyst
        banal
        anally-retentive is a phrase
        Welcome to the shop
        The quality is excellent
        How much is the red one?
        Does it ship to Spain?
        Is the lipstick matte?
        Love this!
        ❤❤❤
        👍
        (╯°□°）╯︵ ┻━┻
        ¯\_(ツ)_/¯
        Größe M bitte
        Où est la boutique ?
        ¿Cuánto cuesta?
        Сколько стоит?
        Привет всем
        Πόσο κάνει;
        こんにちは、これはいくらですか
        カメラ
        얼마예요?
        สวัสดี
        你好
        多少钱
        这个颜色很好看
        主播好漂亮
        发货快吗
        发个链接
        票价多少
        什么时候发
        发！票
        很傻。逼真
        太傻了，逼我买
        博物馆
        打赌，博士来了
        体操
        操作简单
        加一单
        微信支付可以吗
        加微波炉
        信用卡
        证件照
        办公桌
        办事，证明
        杀菌
        猪肉盘子
        台灯
        独立包装
        骗人，钱包
        省钱
        臺灣
        繁體中文可以
        """;

    public static TheoryData<string> All() =>
        [.. Lines.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Distinct()];
}
